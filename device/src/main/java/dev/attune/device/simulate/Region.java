package dev.attune.device.simulate;

/**
 * Where users live: the code of the region, its share of users, and the time zones its users are
 * spread over.
 */
enum Region {
  EU("eu", 0.45, 0, 60, 60, 60, 120),
  NA("na", 0.30, -300, -300, -360, -420, -480),
  APAC("apac", 0.25, 330, 480, 480, 540, 600);

  final String code;
  private final double share;
  private final int[] utcOffsets;

  Region(String code, double share, int... utcOffsets) {
    this.code = code;
    this.share = share;
    this.utcOffsets = utcOffsets;
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

  /** Minutes to add to UTC, the same all year: simulated phones know no daylight saving time. */
  int drawUtcOffset(RandomStream random) {
    return utcOffsets[random.below(utcOffsets.length)];
  }
}
