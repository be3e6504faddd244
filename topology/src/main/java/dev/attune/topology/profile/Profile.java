package dev.attune.topology.profile;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RecentTokens;
import dev.attune.schemas.consent.Purpose;
import java.util.Optional;

/**
 * All that is kept about one user, in sections. Mutable and not thread-safe; one thread owns the
 * profiles of its partitions.
 *
 * <p>Every section holds in memory exactly what its binary form holds, so that it makes no
 * difference to any output how often a profile goes through the store ({@link ProfileCodec}).
 */
public final class Profile {

  static final long SECONDS_PER_DAY = 86_400;

  /** So far may a phone's clock be behind before it is noticed. */
  private static final long CLOCK_PATIENCE = 7 * SECONDS_PER_DAY;

  private ModelState modelState = new ModelState();
  private RecentTokens recentTokens = new RecentTokens();
  private Habits habits = new Habits();
  private Engagement engagement = new Engagement();
  private Feedback feedback = new Feedback();
  private Dismissals dismissals = new Dismissals();
  private Watermarks watermarks = new Watermarks();
  private NotificationChoices notificationChoices = new NotificationChoices();
  private Outbox outbox = new Outbox();
  private Contributions contributions = new Contributions();
  private long newestEventAt;
  private long arrivalDay;
  private Optional<Consent> consent = Optional.empty();

  // Of the consent, what every event asks for: a look at the profile alone is cheaper than one at
  // four objects behind it.
  private long consentAt;
  private int granted;

  /** The model's recurrent state. */
  public ModelState modelState() {
    return modelState;
  }

  /** The last tokens the model was given. */
  public RecentTokens recentTokens() {
    return recentTokens;
  }

  /** What the user does often, by context. */
  public Habits habits() {
    return habits;
  }

  /** How the user deals with notifications. */
  public Engagement engagement() {
    return engagement;
  }

  /** How the user answered recommendations, by item category. */
  public Feedback feedback() {
    return feedback;
  }

  /** The items the user dismissed. */
  public Dismissals dismissals() {
    return dismissals;
  }

  /** What has been seen of each phone. */
  public Watermarks watermarks() {
    return watermarks;
  }

  /** The notification settings in force. */
  public NotificationChoices notificationChoices() {
    return notificationChoices;
  }

  /** What was last sent and decided. */
  public Outbox outbox() {
    return outbox;
  }

  /** What the user adds to private summaries. */
  public Contributions contributions() {
    return contributions;
  }

  /** The time of the newest event, in seconds since 1970-01-01T00:00Z; 0 when there was none. */
  public long newestEventAt() {
    return newestEventAt;
  }

  /** Moves the time of the newest event forward; never back. */
  public void sawEventAt(long occurredAt) {
    newestEventAt = Math.max(newestEventAt, occurredAt);
    if (lastSaidAt() >= arrivalDay * SECONDS_PER_DAY) {
      arrivalDay = 0;
    }
  }

  /**
   * Notes that a record of the user arrived. Only if the phone's clock is far behind is that more
   * than what the record says itself, and is kept.
   *
   * @param arrivedAt the record's timestamp, in seconds since 1970-01-01T00:00Z
   * @param saidAt when the phone says it happened, in the same
   */
  public void arrived(long arrivedAt, long saidAt) {
    if (arrivedAt - Math.max(saidAt, lastSaidAt()) > CLOCK_PATIENCE) {
      arrivalDay = Math.max(arrivalDay, arrivedAt / SECONDS_PER_DAY);
    }
  }

  /**
   * When the user was last heard of, in seconds since 1970-01-01T00:00Z, up to a week too early if
   * their phone's clock is behind; 0 if never.
   */
  public long lastSeenAt() {
    return Math.max(lastSaidAt(), arrivalDay * SECONDS_PER_DAY);
  }

  private long lastSaidAt() {
    return Math.max(newestEventAt, consentAt);
  }

  /** The day of the last arrival, since 1970-01-01; 0 unless it is more than what phones say. */
  long arrivalDay() {
    return arrivalDay;
  }

  void setArrivalDay(long day) {
    arrivalDay = day;
  }

  /** What the user allows; empty when they never said, which allows nothing. */
  public Optional<Consent> consent() {
    return consent;
  }

  /** Whether the user granted this purpose. */
  public boolean allows(Purpose purpose) {
    return (granted >> purpose.ordinal() & 1) == 1;
  }

  /** Replaces what the user allows. */
  public void consentTo(Consent newConsent) {
    consent = Optional.of(newConsent);
    consentAt = newConsent.recordedAt();
    granted = 0;
    for (Purpose purpose : newConsent.granted()) {
      granted |= 1 << purpose.ordinal();
    }
  }

  /** Erases everything but the consent. */
  public void erasePersonalization() {
    takePersonalization(new Profile());
    watermarks = new Watermarks();
  }

  /** Erases everything. */
  public void eraseAll() {
    erasePersonalization();
    consent = Optional.empty();
    consentAt = 0;
    granted = 0;
    arrivalDay = 0;
  }

  /** Becomes as a new profile is, in the objects it has. */
  public void clear() {
    modelState.clear();
    recentTokens.clear();
    habits.clear();
    engagement.clear();
    feedback.clear();
    dismissals.clear();
    watermarks.clear();
    notificationChoices.clear();
    outbox.clear();
    contributions.clear();
    newestEventAt = 0;
    arrivalDay = 0;
    consent = Optional.empty();
    consentAt = 0;
    granted = 0;
  }

  /**
   * Replaces everything but the consent and the watermarks by what another profile has, which must
   * not be used any more.
   */
  public void takePersonalization(Profile other) {
    modelState = other.modelState;
    recentTokens = other.recentTokens;
    habits = other.habits;
    engagement = other.engagement;
    feedback = other.feedback;
    dismissals = other.dismissals;
    notificationChoices = other.notificationChoices;
    outbox = other.outbox;
    contributions = other.contributions;
    newestEventAt = other.newestEventAt;
  }

  void setNewestEventAt(long time) {
    newestEventAt = time;
  }
}
