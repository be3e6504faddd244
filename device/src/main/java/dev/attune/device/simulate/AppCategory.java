package dev.attune.device.simulate;

import java.util.Locale;

/**
 * What an app is for, with when and where such apps are used. Hours are strings of 24 digits, one
 * an hour from midnight, for someone who gets up at seven; higher means that the category is chosen
 * more often in a session then.
 */
enum AppCategory {
  COMMUNICATION("431112345555566666677765", "532111233455555566667765", 18, 75, 1.1, 1.0, 1.0, 1.1),
  SOCIAL("521111233333544444567776", "632111123444444455567776", 22, 200, 1.2, 0.5, 1.4, 0.9),
  NEWS("110012799632354222343211", "110001378864433222233221", 26, 150, 1.0, 0.7, 1.4, 0.5),
  WEATHER("000013897421221112221110", "000001488743222221111110", 10, 25, 1.0, 0.5, 1.0, 1.2),
  NAVIGATION("000001379631221135963211", "100000113577655554433221", 16, 300, 0.4, 0.4, 3.0, 2.2),
  MUSIC("110001389643222246864321", "110001123455554444455432", 20, 120, 0.8, 0.6, 2.6, 0.9),
  VIDEO("631000111111354211246999", "742100123333333455567999", 24, 480, 1.6, 0.15, 0.8, 0.4),
  GAMES("421000122111254222345776", "631000124444444555566776", 60, 420, 1.4, 0.2, 1.4, 0.5),
  SHOPPING("210000112233454333346554", "210000124677777765544432", 30, 180, 1.2, 0.6, 0.8, 1.3),
  FINANCE("000000135764454332221110", "000000012333322221111110", 24, 80, 1.0, 1.1, 0.9, 0.9),
  PRODUCTIVITY("000001258999779988532211", "000001123333322222222211", 30, 110, 0.8, 2.4, 0.8, 0.5),
  HEALTH("100016743222221114884321", "100002466543222233443221", 20, 90, 1.1, 0.4, 0.6, 1.5);

  private static final double[][] FOLLOWS = new double[12][12];

  static {
    for (double[] row : FOLLOWS) {
      java.util.Arrays.fill(row, 1);
    }
    FOLLOWS[WEATHER.ordinal()][NEWS.ordinal()] = 2.5;
    FOLLOWS[NEWS.ordinal()][SOCIAL.ordinal()] = 1.6;
    FOLLOWS[NEWS.ordinal()][NEWS.ordinal()] = 1.6;
    FOLLOWS[NAVIGATION.ordinal()][MUSIC.ordinal()] = 3.5;
    FOLLOWS[MUSIC.ordinal()][NAVIGATION.ordinal()] = 1.8;
    FOLLOWS[COMMUNICATION.ordinal()][SOCIAL.ordinal()] = 1.8;
    FOLLOWS[SOCIAL.ordinal()][COMMUNICATION.ordinal()] = 2.0;
    FOLLOWS[SOCIAL.ordinal()][VIDEO.ordinal()] = 1.7;
    FOLLOWS[VIDEO.ordinal()][SOCIAL.ordinal()] = 1.7;
    FOLLOWS[SHOPPING.ordinal()][FINANCE.ordinal()] = 2.6;
    FOLLOWS[SHOPPING.ordinal()][SHOPPING.ordinal()] = 1.8;
    FOLLOWS[FINANCE.ordinal()][SHOPPING.ordinal()] = 1.4;
    FOLLOWS[PRODUCTIVITY.ordinal()][COMMUNICATION.ordinal()] = 1.8;
    FOLLOWS[HEALTH.ordinal()][MUSIC.ordinal()] = 2.6;
    FOLLOWS[GAMES.ordinal()][GAMES.ordinal()] = 1.7;
    FOLLOWS[GAMES.ordinal()][PRODUCTIVITY.ordinal()] = 0.4;
  }

  /** How many apps the world has of this category. */
  final int apps;

  /** The median time in the foreground, in seconds. */
  final double medianSeconds;

  private final double[] weekday;
  private final double[] weekend;
  private final double[] places;

  AppCategory(
      String weekday,
      String weekend,
      int apps,
      double medianSeconds,
      double home,
      double work,
      double transit,
      double other) {
    this.weekday = hours(weekday);
    this.weekend = hours(weekend);
    this.apps = apps;
    this.medianSeconds = medianSeconds;
    this.places = new double[] {1, home, work, transit, other};
  }

  /** The word the catalog uses. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * How much the hour favors this category; the hour is already shifted to someone who gets up at
   * seven.
   */
  double atHour(int hour, boolean weekendDay) {
    return weekendDay ? weekend[hour] : weekday[hour];
  }

  /** How much the place favors this category; the index is the ordinal of PlaceClass. */
  double atPlace(int place) {
    return places[place];
  }

  /** How much more often than by chance an app of the next category follows one of this. */
  double followedBy(AppCategory next) {
    return FOLLOWS[ordinal()][next.ordinal()];
  }

  private static double[] hours(String digits) {
    double[] values = new double[24];
    for (int hour = 0; hour < 24; hour++) {
      values[hour] = 0.3 + (digits.charAt(hour) - '0');
    }
    return values;
  }
}
