package dev.attune.evaluate.loop;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.usage.UsageEvent;
import java.util.List;

/** What decides about users: gets what phones send, and nothing else. */
interface Pipeline extends AutoCloseable {

  /** An event as a phone sends it. */
  record Sent(Pseudonym user, UsageEvent event) {}

  /** Where answers go, at once. */
  interface Answers {
    void recommendations(Pseudonym user, RecommendationList list);

    void notificationSettings(Pseudonym user, NotificationSettings settings);
  }

  /** What a user allows. */
  void consent(Pseudonym user, ConsentRecord record);

  /**
   * Processes events; everything that follows from them has gone to {@code answers} when this
   * returns.
   *
   * @param batch events of different users
   */
  void process(List<Sent> batch, Answers answers);

  @Override
  void close();
}
