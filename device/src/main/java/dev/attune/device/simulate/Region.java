package dev.attune.device.simulate;

import java.util.Arrays;

/**
 * Where users live: the code of the region, its share of users, what people there like more than
 * elsewhere (one digit a category, in the order of {@link AppCategory}; 5 is as everywhere), how
 * much later their days begin and end, and the time zones they are spread over. Which apps are
 * popular where is up to {@link World}.
 */
enum Region {
  EU("eu", 0.45, "535664555456", 0, 0, 0, 60, 60, 60, 120),
  NA("na", 0.30, "545455674565", -20, -15, -300, -300, -360, -420, -480),
  APAC("apac", 0.25, "674454375645", 15, 35, 330, 480, 480, 540, 600);

  final String code;

  /** Minutes by which people get up later than elsewhere. */
  final int wakesLater;

  /** Minutes by which people go to bed later than elsewhere. */
  final int sleepsLater;

  private final double share;
  private final String interests;
  private final int[] utcOffsets;

  Region(
      String code,
      double share,
      String interests,
      int wakesLater,
      int sleepsLater,
      int... utcOffsets) {
    this.code = code;
    this.share = share;
    this.interests = interests;
    this.wakesLater = wakesLater;
    this.sleepsLater = sleepsLater;
    this.utcOffsets = utcOffsets;
  }

  /**
   * The region with this code.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Region of(String code) {
    return Arrays.stream(values())
        .filter(region -> region.code.equals(code))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("region must be eu, na or apac, not " + code));
  }

  static Region draw(RandomStream random) {
    double rest = random.uniform();
    for (Region region : values()) {
      rest -= region.share;
      if (rest < 0) {
        return region;
      }
    }
    return EU;
  }

  /** By how much the logarithm of the liking for a category differs from elsewhere. */
  double logInterest(AppCategory category) {
    return 0.3 * (interests.charAt(category.ordinal()) - '5');
  }

  /** Minutes to add to UTC, the same all year: simulated phones know no daylight saving time. */
  int drawUtcOffset(RandomStream random) {
    return utcOffsets[random.below(utcOffsets.length)];
  }
}
