package dev.attune.device.simulate;

/**
 * A kind of person: what they like (one digit a category, in the order of {@link AppCategory}),
 * whether they go somewhere on weekdays and how long they stay, when they get up and go to bed
 * (minutes of the day), and how often they take out the phone.
 */
enum Archetype {
  COMMUTER("544465434454", 520, 395, 1370, 7.5, 0.24),
  STUDENT("685346775353", 360, 440, 1450, 8.5, 0.19),
  PARENT("744455446545", 420, 385, 1350, 7.5, 0.16),
  GAMER("452245696344", 480, 480, 1470, 7.0, 0.10),
  NEWS_READER("538645434664", 510, 380, 1350, 7.0, 0.10),
  ATHLETE("554567443448", 500, 365, 1330, 7.0, 0.09),
  RETIREE("646744444545", 0, 420, 1320, 5.5, 0.07),
  NIGHT_OWL("564346774443", 480, 600, 1590, 8.0, 0.05);

  /** Minutes away from home on a working day; 0 for people who don't go to work or school. */
  final int workMinutes;

  final int wakeMinute;
  final int sleepMinute;
  final double sessionsPerDay;

  /** The share of people of this kind. */
  final double share;

  private final String interests;

  Archetype(
      String interests,
      int workMinutes,
      int wakeMinute,
      int sleepMinute,
      double sessionsPerDay,
      double share) {
    this.interests = interests;
    this.workMinutes = workMinutes;
    this.wakeMinute = wakeMinute;
    this.sleepMinute = sleepMinute;
    this.sessionsPerDay = sessionsPerDay;
    this.share = share;
  }

  /** The logarithm of the liking for a category. */
  double logInterest(AppCategory category) {
    return 0.3 * (interests.charAt(category.ordinal()) - '0');
  }

  /** Draws a kind in proportion to the shares. */
  static Archetype draw(RandomStream random) {
    double rest = random.uniform();
    for (Archetype archetype : values()) {
      rest -= archetype.share;
      if (rest < 0) {
        return archetype;
      }
    }
    return COMMUTER;
  }
}
