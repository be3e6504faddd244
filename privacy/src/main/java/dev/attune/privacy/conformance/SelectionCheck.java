package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.RandomBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which names are told, at parameters where delta is large enough to be seen.
 *
 * <p>sigma = 2 and threshold 5: a name with exactly the least number of users, 3, is told with
 * probability p = P[N >= 5]. In n trials the share is within 6 standard deviations of p; names with
 * fewer users are never told.
 */
public final class SelectionCheck {

  /** Tells names for a rule with least number of users 3, sigma = 2 and threshold 5. */
  public interface Selection {
    Set<String> told(SortedMap<String, Long> users, RandomBits bits);
  }

  public static final long MIN_USERS = 3;
  public static final long THRESHOLD = 5;
  public static final DiscreteGaussian NOISE = DiscreteGaussian.ofVariance(4);

  private static final int N = 100_000;

  private SelectionCheck() {}

  /** What is wrong with a selection. */
  public static List<String> findings(Selection selection, long seed) {
    SeededBits bits = new SeededBits(seed);
    SortedMap<String, Long> users = new TreeMap<>();
    users.put("few", MIN_USERS - 1);
    users.put("just", MIN_USERS);
    users.put("many", 1_000L);
    long few = 0;
    long just = 0;
    long many = 0;
    for (int i = 0; i < N; i++) {
      Set<String> told = selection.told(users, bits);
      few += told.contains("few") ? 1 : 0;
      just += told.contains("just") ? 1 : 0;
      many += told.contains("many") ? 1 : 0;
    }
    Pmf pmf = Pmf.gaussian(4);
    double p = 0;
    for (long x = THRESHOLD; x <= pmf.reach(); x++) {
      p += pmf.at(x);
    }
    List<String> findings = new ArrayList<>();
    if (few > 0) {
      findings.add("a name with too few users was told " + few + " times");
    }
    if (Math.abs((double) just / N - p) > 6 * Math.sqrt(p * (1 - p) / N)) {
      findings.add("a name with just enough users was told " + just + " times for " + N * p);
    }
    if (many < N) {
      findings.add("a name with many users was not told " + (N - many) + " times");
    }
    return findings;
  }
}
