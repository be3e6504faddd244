package dev.attune.deploy.view;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Snapshots to test with. */
final class Snapshots {
  private Snapshots() {}

  static DemoSnapshot withStory(String... story) {
    return new DemoSnapshot(
        Duration.ofSeconds(3_725),
        "Mon 4 Mar 12:00",
        200,
        12_345,
        499.6,
        11_000,
        Map.of("no-consent", 1_300L, "malformed", 0L),
        321,
        1_500,
        77,
        400,
        100,
        40,
        4,
        0,
        120,
        340,
        "r1",
        0.25,
        List.of(
            new ReleaseLine("r1 configured", "next app among its first five 61.0 % of 500 times"),
            new ReleaseLine("r2 refused: wrong_hash (a file is another one)", "")),
        List.of(story));
  }
}
