package dev.attune.topology.notify;

import dev.attune.models.token.EventType;
import dev.attune.schemas.audit.RuleCount;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.topology.profile.Engagement;
import dev.attune.topology.profile.NotificationChoices;
import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides how notifications should reach a user. A category moves on the {@link Ladder} only when
 * enough of its notifications were seen, its rate passed a threshold, and its last move is some
 * days ago. What the user chose by hand stays; protected categories are always loud and immediate.
 *
 * <p>Reads profiles and never changes them.
 */
public final class NotificationPlanner {

  private static final NotificationCategory[] CATEGORIES = NotificationCategory.values();
  private static final NotificationImportance[] IMPORTANCES = NotificationImportance.values();
  private static final int NO_DIGEST = -1;
  private static final int NOT_JUDGED = -1;
  private static final int USUAL_DIGEST_HOUR = 18;
  private static final long SECONDS_PER_HOUR = 3600;
  // Another hour must be this much better, in percent, before the digest moves there.
  private static final int CLEARLY_BETTER = 300;
  // A fading count of this many comes to five a day: often enough that a cap of ten is reached.
  private static final int OFTEN = 100;

  private final NotificationRules rules;
  private final long interval;
  private final long afterFeedback;
  private final long hoursBetweenChanges;
  private final long hoursBetweenSettings;
  private final long hoursBetweenQuietHours;
  private final Thresholds usual;
  private final Thresholds often;

  /** Decides by these rules. */
  public NotificationPlanner(NotificationRules rules) {
    this.rules = rules;
    this.interval = rules.interval().toSeconds();
    this.afterFeedback = rules.afterFeedback().toSeconds();
    this.hoursBetweenChanges = rules.betweenChanges().toHours();
    this.hoursBetweenSettings = rules.betweenSettings().toHours();
    this.hoursBetweenQuietHours = rules.betweenQuietHours().toHours();
    this.usual = Thresholds.withoutCap(rules.costs());
    this.often = Thresholds.of(rules.costs());
  }

  /**
   * Whether an event calls for a decision: an unlock or an answer to an item after the usual
   * interval, a dismissed notification after a shorter one, a setting chosen by hand at once.
   *
   * @param now when the event happened, in seconds since 1970-01-01T00:00Z
   */
  public boolean isDue(Profile profile, EventType type, long now) {
    return switch (type) {
      case DEVICE_UNLOCKED, RECOMMENDATION_ACCEPTED, RECOMMENDATION_DISMISSED ->
          isDue(profile, now, interval);
      case NOTIFICATION_DISMISSED -> isDue(profile, now, afterFeedback);
      case NOTIFICATION_SETTING_CHOSEN -> true;
      default -> false;
    };
  }

  private static boolean isDue(Profile profile, long now, long wait) {
    long last = profile.outbox().settingsDecidedAt();
    return last == 0 || now - last >= wait;
  }

  /**
   * Decides.
   *
   * @param engagement the model's expectation, 16 categories x 24 hours from {@code offset}; any
   *     numbers
   */
  public SettingsPlan plan(Profile profile, float[] engagement, int offset, long now) {
    NotificationChoices choices = profile.notificationChoices();
    OpenRates rates = new OpenRates(profile.engagement(), engagement, offset);
    long epochHour = Math.floorDiv(now, SECONDS_PER_HOUR);
    Kept kept = new Kept();
    int[] steps = new int[CATEGORIES.length];
    for (int category = 0; category < steps.length; category++) {
      steps[category] = step(category, choices, rates, epochHour, kept);
    }
    QuietTime quiet = quiet(profile, epochHour);
    int digestHour = digestHour(profile, rates, steps, quiet);
    List<CategorySetting> settings = new ArrayList<>(CATEGORIES.length);
    for (NotificationCategory category : CATEGORIES) {
      settings.add(setting(category, choices, rates, steps[category.ordinal()], digestHour));
    }
    return new SettingsPlan(steps, digestHour, quiet, epochHour, settings, kept.entries());
  }

  /**
   * What anyone gets: what phones do anyway. What the user chose by hand stays; nothing else about
   * them counts.
   */
  public SettingsPlan baseline(Profile profile, long now) {
    NotificationChoices choices = profile.notificationChoices();
    List<CategorySetting> settings = new ArrayList<>(CATEGORIES.length);
    Kept kept = new Kept();
    for (NotificationCategory category : CATEGORIES) {
      settings.add(fixed(category, choices).orElseGet(() -> ladder(category, 0, NO_DIGEST, -1)));
      if (Protection.isLeftAlone(category)) {
        kept.isProtected++;
      } else if (choices.pinned(category.ordinal()) != 0) {
        kept.pinned++;
      }
    }
    return new SettingsPlan(
        new int[CATEGORIES.length],
        NotificationChoices.NO_HOUR,
        QuietTime.NONE,
        Math.floorDiv(now, SECONDS_PER_HOUR),
        settings,
        kept.entries());
  }

  /** Whether the settings are worth sending: anything differs from what was sent last. */
  public boolean isNews(Profile profile, SettingsPlan plan) {
    return plan.fingerprint() != profile.outbox().settingsFingerprint();
  }

  private int step(
      int category, NotificationChoices choices, OpenRates rates, long epochHour, Kept kept) {
    int current = choices.step(category);
    if (Protection.isLeftAlone(CATEGORIES[category])) {
      kept.isProtected++;
      return 0;
    }
    if (choices.pinned(category) != 0) {
      kept.pinned++;
      return current;
    }
    if (rates.posted(category) < rules.minimumPosted()) {
      kept.littleEvidence++;
      return current;
    }
    Thresholds thresholds = rates.posted(category) < OFTEN ? usual : often;
    int wanted = Ladder.ofStep(current).at(rates.permille(category), thresholds).step();
    if (wanted != current && isTooSoon(category, choices, epochHour)) {
      kept.changedLately++;
      return current;
    }
    return wanted;
  }

  private boolean isTooSoon(int category, NotificationChoices choices, long epochHour) {
    long own = choices.changedAtHour(category);
    long newest = 0;
    for (int other = 0; other < CATEGORIES.length; other++) {
      newest = Math.max(newest, choices.changedAtHour(other));
    }
    return own != 0 && epochHour - own < hoursBetweenChanges
        || newest != 0 && epochHour - newest < hoursBetweenSettings;
  }

  private QuietTime quiet(Profile profile, long epochHour) {
    NotificationChoices choices = profile.notificationChoices();
    QuietTime current = QuietTime.in(choices);
    QuietTime wanted = QuietTime.of(profile.engagement());
    long changedAt = choices.quietChangedAtHour();
    boolean mayChange = changedAt == 0 || epochHour - changedAt >= hoursBetweenQuietHours;
    return mayChange && wanted.isFarFrom(current) ? wanted : current;
  }

  /** The hour in which the user is most likely to look through a digest; one for all categories. */
  private static int digestHour(Profile profile, OpenRates rates, int[] steps, QuietTime quiet) {
    int current = profile.notificationChoices().digestHour();
    if (!anyDigest(steps)) {
      return current;
    }
    int best = USUAL_DIGEST_HOUR;
    for (int hour = 0; hour < Engagement.HOURS; hour++) {
      if (!quiet.contains(hour)
          && digestScore(profile, rates, steps, hour) > digestScore(profile, rates, steps, best)) {
        best = hour;
      }
    }
    if (current == NotificationChoices.NO_HOUR || quiet.contains(current)) {
      return best;
    }
    boolean better =
        digestScore(profile, rates, steps, best) * 100
            > digestScore(profile, rates, steps, current) * CLEARLY_BETTER;
    return better ? best : current;
  }

  private static long digestScore(Profile profile, OpenRates rates, int[] steps, int hour) {
    double expected = 0;
    for (int category = 0; category < steps.length; category++) {
      if (isDigest(steps[category])) {
        expected += rates.expected(category, hour);
      }
    }
    // Rounded, so that the choice of an hour does not hang on the last bit of a sum.
    return Math.round(expected * 1000) * (profile.engagement().activity(hour) + 1L);
  }

  private static boolean anyDigest(int[] steps) {
    for (int step : steps) {
      if (isDigest(step)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigest(int step) {
    return Ladder.ofStep(step).delivery() == NotificationDelivery.DIGEST;
  }

  private CategorySetting setting(
      NotificationCategory category,
      NotificationChoices choices,
      OpenRates rates,
      int step,
      int digestHour) {
    boolean judged =
        !Protection.isLeftAlone(category)
            && rates.posted(category.ordinal()) >= rules.minimumPosted();
    int permille = judged ? rates.permille(category.ordinal()) : NOT_JUDGED;
    return fixed(category, choices).orElseGet(() -> ladder(category, step, digestHour, permille));
  }

  /** The setting that no rate changes: of a protected category, or chosen by hand. */
  private static Optional<CategorySetting> fixed(
      NotificationCategory category, NotificationChoices choices) {
    int pinned = choices.pinned(category.ordinal());
    if (Protection.isProtected(category)) {
      return Optional.of(immediate(category, NotificationImportance.HIGH, false));
    }
    return pinned == 0
        ? Optional.empty()
        : Optional.of(immediate(category, IMPORTANCES[pinned], true));
  }

  private static CategorySetting immediate(
      NotificationCategory category, NotificationImportance importance, boolean pinned) {
    return new CategorySetting(
        category,
        importance,
        NotificationDelivery.IMMEDIATE,
        NO_DIGEST,
        Ladder.NO_CAP,
        pinned,
        NOT_JUDGED);
  }

  private static CategorySetting ladder(
      NotificationCategory category, int step, int digestHour, int permille) {
    Ladder setting = Ladder.ofStep(step);
    boolean digest = setting.delivery() == NotificationDelivery.DIGEST;
    return new CategorySetting(
        category,
        setting.importance(),
        setting.delivery(),
        digest ? digestHour : NO_DIGEST,
        setting.dailyCap(),
        false,
        permille);
  }

  /** Why categories were kept as they were. */
  private static final class Kept {

    private int isProtected;
    private int pinned;
    private int littleEvidence;
    private int changedLately;

    List<RuleCount> entries() {
      List<RuleCount> entries = new ArrayList<>();
      add(entries, "protected", isProtected);
      add(entries, "pinned", pinned);
      add(entries, "little-evidence", littleEvidence);
      add(entries, "changed-lately", changedLately);
      return entries;
    }

    private static void add(List<RuleCount> entries, String rule, int categories) {
      if (categories > 0) {
        entries.add(new RuleCount(rule, categories));
      }
    }
  }
}
