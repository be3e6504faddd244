package dev.attune.deploy.release;

import dev.attune.models.release.rollout.Rollout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rollouts in words. */
public final class RolloutText {
  /** Stands for every region that no rule names. */
  private static final String ELSEWHERE = "";

  private RolloutText() {}

  /** Who gets what, region by region: "eu: r2 10%, r1 90%; elsewhere: r1 100%". */
  public static String of(Rollout rollout) {
    List<String> regions = new ArrayList<>();
    for (String region : rollout.regions()) {
      regions.add(region + ": " + shares(rollout, region));
    }
    String all = rollout.regions().isEmpty() ? "everywhere: " : "elsewhere: ";
    regions.add(all + shares(rollout, ELSEWHERE));
    return String.join("; ", regions);
  }

  /** Who gets a release: "10% in eu", "100%", or "nobody". */
  public static String of(Rollout rollout, String releaseId) {
    List<String> shares = new ArrayList<>();
    int elsewhere = rollout.share(releaseId, ELSEWHERE);
    for (String region : rollout.regions()) {
      int share = rollout.share(releaseId, region);
      if (share != elsewhere) {
        shares.add(Rollout.percent(share) + " in " + region);
      }
    }
    if (elsewhere > 0) {
      shares.add(Rollout.percent(elsewhere) + (shares.isEmpty() ? "" : " elsewhere"));
    }
    return shares.isEmpty() ? "nobody" : String.join(", ", shares);
  }

  private static String shares(Rollout rollout, String region) {
    Set<String> releases = new LinkedHashSet<>();
    rollout.rules().forEach(rule -> releases.add(rule.releaseId()));
    return releases.stream()
        .filter(id -> rollout.share(id, region) > 0)
        .map(id -> id + " " + Rollout.percent(rollout.share(id, region)))
        .reduce((one, other) -> one + ", " + other)
        .orElse("nobody");
  }
}
