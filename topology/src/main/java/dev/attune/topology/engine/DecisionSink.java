package dev.attune.topology.engine;

import dev.attune.models.token.EventType;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;

/**
 * Where decisions go. Called during {@link PersonalizationEngine#run}, for one user in the order of
 * their events.
 */
public interface DecisionSink {

  /** A list for the user of the event; its audit entry follows. */
  void recommendations(AcceptedEvent cause, RecommendationList out);

  /** Settings for the user of the event; their audit entry follows. */
  void notificationSettings(AcceptedEvent cause, NotificationSettings out);

  /** Why the output before was made. */
  void audit(AcceptedEvent cause, DecisionMade entry);

  /**
   * An event was counted that tells how someone of the arm answers what they get: a recommendation
   * or a notification was shown, taken, opened or dismissed.
   */
  default void answered(AcceptedEvent cause, Arm arm, EventType type) {}

  /** A list could not be decided again; it stays as it is. */
  default void notRefreshed(Pseudonym user, Exception error) {}

  /**
   * The event could not be processed. It changed nothing but the watermarks of its user's profile,
   * and gave no output.
   */
  void failed(AcceptedEvent cause, Exception error);
}
