package dev.attune.models.release.rollout;

import dev.attune.models.release.ReleaseManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Who gets which release. The rules that hold for a user's region take their shares side by side,
 * in order, of the 1000 buckets of {@link ReleaseShare}; the last rule takes who is left. So each
 * rule gets exactly its share, and raising the share of the first rule keeps those who had it.
 *
 * @param salt a word by which users are shared out
 * @param rules in order; the last one is for everyone
 * @param previous what the last rule named before, the latest first
 * @param decidedAt when it was decided; kept in whole seconds
 * @param decidedBy who decided
 */
public record Rollout(
    String salt, List<Rule> rules, List<String> previous, Instant decidedAt, String decidedBy) {

  /** How many earlier releases are remembered. */
  public static final int MAX_PREVIOUS = 8;

  private static final int MAX_RULES = 64;
  private static final int MAX_WORD = 128;

  /**
   * Checks that every user gets exactly one release.
   *
   * @throws RolloutException if it is not so
   */
  public Rollout {
    rules = List.copyOf(rules);
    previous = List.copyOf(previous);
    check(!salt.isBlank() && salt.length() <= MAX_WORD, "needs a salt of 1 to 128 characters");
    check(!rules.isEmpty() && rules.size() <= MAX_RULES, "needs 1 to 64 rules");
    Rule last = rules.get(rules.size() - 1);
    check(
        last.regions().isEmpty() && last.sharePermille() == ReleaseShare.BUCKETS,
        "needs a last rule for everyone");
    check(previous.size() <= MAX_PREVIOUS, "remembers too many earlier releases");
    for (String release : previous) {
      checkRelease(release);
    }
    checkShares(rules.subList(0, rules.size() - 1));
  }

  /** Everyone gets this release. */
  public static Rollout everyone(String releaseId, Instant at, String by) {
    return new Rollout(releaseId, List.of(Rule.everyone(releaseId)), List.of(), at, by);
  }

  /**
   * The release of a user.
   *
   * @param user the bytes of the pseudonym
   * @param usable whether a release is there, verified, and not taken back; whoever would get
   *     another one gets what everyone gets, and if that is not usable, the latest earlier one
   * @return nothing if none of all these is usable
   */
  public Optional<String> releaseFor(byte[] user, String region, Predicate<String> usable) {
    int bucket = ReleaseShare.bucket(user, salt);
    int from = 0;
    for (Rule rule : rules.subList(0, rules.size() - 1)) {
      if (rule.holdsFor(region)) {
        int to = from + rule.sharePermille();
        if (bucket >= from && bucket < to && usable.test(rule.releaseId())) {
          return Optional.of(rule.releaseId());
        }
        from = to;
      }
    }
    return baseline(usable);
  }

  /** What everyone gets whom no other rule takes, or the latest earlier one that is usable. */
  public Optional<String> baseline(Predicate<String> usable) {
    return usable.test(everyone())
        ? Optional.of(everyone())
        : previous.stream().filter(usable).findFirst();
  }

  /** The release of the last rule. */
  public String everyone() {
    return rules.get(rules.size() - 1).releaseId();
  }

  /** Every release that a rule names or that may stand in. */
  public Set<String> releases() {
    Set<String> releases = new TreeSet<>(previous);
    rules.forEach(rule -> releases.add(rule.releaseId()));
    return releases;
  }

  /**
   * The share of a region's users that the rules give to a release, in thousandths.
   *
   * @param region of one that no rule names, what holds elsewhere
   */
  public int share(String releaseId, String region) {
    int share = 0;
    int left = ReleaseShare.BUCKETS;
    for (Rule rule : rules) {
      if (rule.holdsFor(region)) {
        int taken = Math.min(left, rule.sharePermille());
        share += rule.releaseId().equals(releaseId) ? taken : 0;
        left -= taken;
      }
    }
    return share;
  }

  /** Every region that a rule names. */
  public Set<String> regions() {
    Set<String> regions = new TreeSet<>();
    rules.forEach(rule -> regions.addAll(rule.regions()));
    return regions;
  }

  /**
   * Checks that all releases are known.
   *
   * @throws RolloutException if a rule names another one
   */
  public void requireKnown(Predicate<String> known) {
    for (Rule rule : rules) {
      if (!known.test(rule.releaseId())) {
        throw new RolloutException("There is no release " + rule.releaseId() + ".");
      }
    }
  }

  /**
   * The same with another share of a release: 0 takes its rule away, all users of no particular
   * region make it the release for everyone and end all other rules.
   *
   * @param region empty means all
   * @throws RolloutException if the shares of a region are more than all, or a share of the release
   *     for everyone is asked for
   */
  public Rollout withShare(
      String releaseId, Optional<String> region, int sharePermille, Instant at, String by) {
    if (region.isEmpty() && sharePermille == ReleaseShare.BUCKETS) {
      return new Rollout(
          releaseId, List.of(Rule.everyone(releaseId)), previousWithout(releaseId), at, by);
    }
    if (region.isEmpty() && releaseId.equals(everyone())) {
      throw new RolloutException(
          releaseId + " is the release for everyone; give another one its share instead.");
    }
    List<Rule> changed = new ArrayList<>(rules);
    Rule rule = new Rule(region.map(List::of).orElse(List.of()), releaseId, sharePermille);
    int place = placeOf(rule);
    if (place >= 0 && sharePermille == 0) {
      changed.remove(place);
    } else if (place >= 0) {
      changed.set(place, rule);
    } else if (sharePermille > 0) {
      changed.add(rules.size() - 1, rule);
    }
    // A new word shares users out afresh, so only when nobody has a share yet.
    return new Rollout(rules.size() == 1 ? releaseId : salt, changed, previous, at, by);
  }

  /**
   * The same without a release; if it was the one for everyone, with the latest earlier one.
   *
   * @param usable whether a release may be gone back to
   * @throws RolloutException if there is none to go back to
   */
  public Rollout without(String releaseId, Predicate<String> usable, Instant at, String by) {
    Predicate<String> other = id -> !id.equals(releaseId) && usable.test(id);
    List<Rule> kept = new ArrayList<>();
    for (Rule rule : rules.subList(0, rules.size() - 1)) {
      if (!rule.releaseId().equals(releaseId)) {
        kept.add(rule);
      }
    }
    if (!everyone().equals(releaseId)) {
      kept.add(rules.get(rules.size() - 1));
      return new Rollout(salt, kept, previous, at, by);
    }
    String earlier =
        previous.stream()
            .filter(other)
            .findFirst()
            .orElseThrow(
                () -> new RolloutException("There is no release before " + releaseId + "."));
    kept.add(Rule.everyone(earlier));
    List<String> still =
        previous.stream().filter(id -> !id.equals(earlier) && !id.equals(releaseId)).toList();
    return new Rollout(salt, kept, still, at, by);
  }

  private List<String> previousWithout(String releaseId) {
    List<String> list = new ArrayList<>(previous);
    list.remove(everyone());
    list.add(0, everyone());
    list.remove(releaseId);
    return list.subList(0, Math.min(list.size(), MAX_PREVIOUS));
  }

  private int placeOf(Rule rule) {
    for (int i = 0; i < rules.size() - 1; i++) {
      if (rules.get(i).replacedBy(rule)) {
        return i;
      }
    }
    return -1;
  }

  private static void checkShares(List<Rule> rules) {
    Set<List<String>> seen = new HashSet<>();
    Set<String> regions = new TreeSet<>();
    for (Rule rule : rules) {
      List<String> identity = new ArrayList<>(rule.regions());
      identity.add(0, rule.releaseId());
      check(seen.add(identity), "has two rules for " + rule.releaseId() + " in the same regions");
      regions.addAll(rule.regions());
    }
    // No region has an empty name: it stands for those that no rule names.
    regions.add("");
    for (String region : regions) {
      int sum =
          rules.stream().filter(rule -> rule.holdsFor(region)).mapToInt(Rule::sharePermille).sum();
      check(
          sum <= ReleaseShare.BUCKETS,
          "gives away "
              + percent(sum)
              + (region.isEmpty() ? " of all users" : " of the users in " + region));
    }
  }

  /** A share in words: "12.5%". */
  public static String percent(int permille) {
    return permille % 10 == 0
        ? permille / 10 + "%"
        : String.format(Locale.ROOT, "%.1f%%", permille / 10.0);
  }

  private static void checkRelease(String releaseId) {
    check(ReleaseManifest.isReleaseId(releaseId), "names a release by what can't be an id");
  }

  private static void check(boolean holds, String problem) {
    if (!holds) {
      throw new RolloutException("The rollout " + problem + ".");
    }
  }

  /**
   * Who gets one release.
   *
   * @param regions the regions it is for; empty means all
   * @param releaseId the release
   * @param sharePermille the share of the users of these regions, in thousandths
   */
  public record Rule(List<String> regions, String releaseId, int sharePermille) {

    /**
     * @throws RolloutException if a value can't be right
     */
    public Rule {
      regions = List.copyOf(new TreeSet<>(regions));
      checkRelease(releaseId);
      check(
          sharePermille >= 0 && sharePermille <= ReleaseShare.BUCKETS,
          "has a share of " + sharePermille + " thousandths for " + releaseId);
      for (String region : regions) {
        check(
            !region.isBlank() && region.length() <= MAX_WORD, "has a region without a usable name");
      }
    }

    static Rule everyone(String releaseId) {
      return new Rule(List.of(), releaseId, ReleaseShare.BUCKETS);
    }

    boolean holdsFor(String region) {
      return regions.isEmpty() || regions.contains(region);
    }

    private boolean replacedBy(Rule rule) {
      return releaseId.equals(rule.releaseId) && regions.equals(rule.regions);
    }
  }
}
