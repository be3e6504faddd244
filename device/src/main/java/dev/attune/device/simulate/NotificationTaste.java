package dev.attune.device.simulate;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.PlaceClass;
import java.util.EnumSet;
import java.util.Set;

/**
 * How many notifications of which category a user gets, and how they truly respond to them.
 * Immutable.
 */
final class NotificationTaste {
  /** Categories no setting ever lowers. */
  static final Set<NotificationCategory> PROTECTED =
      Set.copyOf(
          EnumSet.of(
              NotificationCategory.CALL,
              NotificationCategory.ALARM,
              NotificationCategory.ONE_TIME_CODE,
              NotificationCategory.EMERGENCY));

  private static final NotificationCategory[] CATEGORIES = NotificationCategory.values();

  // in the order of the enum:
  // UNKNOWN MESSAGE SOCIAL EMAIL CALENDAR NEWS PROMOTION GAME SHOPPING FINANCE TRAVEL SYSTEM CODE
  // CALL ALARM EMERGENCY
  private static final double[] PER_DAY = {
    0, 2.4, 1.5, 1.2, 0.5, 1.0, 1.2, 0.6, 0.6, 0.3, 0.15, 0.4, 0.15, 0.45, 0, 0.003
  };
  private static final double[] OPEN_LOGIT = {
    0, 1.1, -0.5, -0.5, 0.4, -1.1, -2.7, -2.0, -1.4, 0.2, 0.4, -1.4, 2.4, 1.6, 0, 0.4
  };
  private static final double[] DISMISS_SHARE = {
    0, 0.35, 0.5, 0.45, 0.6, 0.6, 0.75, 0.6, 0.6, 0.5, 0.5, 0.5, 0.6, 0.4, 1, 0.7
  };
  private static final double[] OPEN_SECONDS = {
    0, 70, 420, 700, 240, 900, 1500, 1200, 1200, 500, 240, 1800, 15, 9, 0, 20
  };

  /** Arrivals by hour; messages and the like follow the sender's day, so all share it. */
  private static final String ARRIVALS = "211112358888889888888864";

  private final double[] perDay = new double[CATEGORIES.length];
  private final double[] logit = new double[CATEGORIES.length];
  private final double[] daypart = new double[CATEGORIES.length * Repertoire.DAYPARTS];
  private final double[] dismissShare = new double[CATEGORIES.length];

  NotificationTaste(RandomStream random, double[] interest) {
    double volume = random.logNormal(1, 0.3);
    for (NotificationCategory category : CATEGORIES) {
      int c = category.ordinal();
      double liking = likedThrough(category, interest);
      perDay[c] = PER_DAY[c] * volume * random.logNormal(1, 0.3) * StrictMath.exp(0.3 * liking);
      logit[c] = OPEN_LOGIT[c] + 0.6 * liking + 0.8 * random.gaussian();
      dismissShare[c] = Math.min(0.95, DISMISS_SHARE[c] * random.logNormal(1, 0.15));
      for (int part = 0; part < Repertoire.DAYPARTS; part++) {
        daypart[c * Repertoire.DAYPARTS + part] = 0.7 * random.gaussian();
      }
    }
  }

  /** Notifications of the category in an hour that begins at the given local hour. */
  double perHour(int category, int hour) {
    return perDay[category] * (ARRIVALS.charAt(hour) - '0') / 131.0;
  }

  /**
   * The true probability that the user opens a notification.
   *
   * @param loud whether it made a sound
   */
  double openProbability(int category, int hour, PlaceClass place, boolean asleep, boolean loud) {
    double value = logit[category] + daypart[category * Repertoire.DAYPARTS + hour / 6];
    if (asleep) {
      value -= 2.5;
    }
    if (!loud) {
      value -= 0.5;
    }
    value += atPlace(CATEGORIES[category], place);
    return 1 / (1 + StrictMath.exp(-value));
  }

  /**
   * The probability that a notification that isn't opened is dismissed; silent ones are rather
   * ignored.
   */
  double dismissProbability(int category, boolean loud) {
    return loud ? dismissShare[category] : 0.4 * dismissShare[category];
  }

  /** Median seconds until a notification is opened. */
  double openSeconds(int category, boolean loud) {
    return loud ? OPEN_SECONDS[category] : 6 * OPEN_SECONDS[category];
  }

  private static double atPlace(NotificationCategory category, PlaceClass place) {
    return switch (category) {
      case SOCIAL, GAME, SHOPPING, PROMOTION, NEWS ->
          place == PlaceClass.WORK ? -1.0 : place == PlaceClass.TRANSIT ? 0.4 : 0;
      case EMAIL, CALENDAR -> place == PlaceClass.WORK ? 0.7 : -0.2;
      case TRAVEL -> place == PlaceClass.TRANSIT ? 1 : 0;
      default -> 0;
    };
  }

  private static double likedThrough(NotificationCategory category, double[] interest) {
    AppCategory app =
        switch (category) {
          case MESSAGE -> AppCategory.COMMUNICATION;
          case SOCIAL -> AppCategory.SOCIAL;
          case NEWS -> AppCategory.NEWS;
          case GAME -> AppCategory.GAMES;
          case SHOPPING, PROMOTION -> AppCategory.SHOPPING;
          case FINANCE -> AppCategory.FINANCE;
          case EMAIL, CALENDAR -> AppCategory.PRODUCTIVITY;
          default -> null;
        };
    return app == null ? 0 : interest[app.ordinal()] - 1.4;
  }
}
