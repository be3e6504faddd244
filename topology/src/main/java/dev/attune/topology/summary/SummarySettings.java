package dev.attune.topology.summary;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.UsageUnits;
import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.budget.MonthlyBudget;
import dev.attune.privacy.budget.PrivacyCost;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.topology.profile.Contributions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is summarized: public values only. None of them may be chosen by looking at users' data;
 * that would be a release of its own.
 *
 * <p><b>What one user adds.</b> Per window at most {@link #UNITS} different units (see {@link
 * UsageUnits}), each at most {@link #REPEATS} times, kept by a pseudorandom order of the user's own
 * units. A unit adds {@link #UNIT} to each of its cells (integers that are large enough to be
 * scaled down without vanishing), and the vector is scaled down to the norm {@link #NORM} if it is
 * longer. So {@link #CELLS} hold: no more than 4 cells a unit change, and the L2 sensitivity of all
 * sums together is NORM.
 *
 * @param cohorts the regions that are summarized, each for itself; nobody else is counted
 * @param categories the categories of apps that are counted
 * @param schedule when
 * @param epsilon of all releases of a calendar month together, for a pseudonym
 * @param delta of the same
 * @param releases how many windows of a month share the budget; when they are used up, no more are
 *     released
 * @param sessions how many sessions are written for a cohort and window
 */
public record SummarySettings(
    List<String> cohorts,
    List<String> categories,
    WindowSchedule schedule,
    BigDecimal epsilon,
    BigDecimal delta,
    int releases,
    int sessions) {

  /** The most different units of a user and window. */
  public static final int UNITS = 9;

  /** The most repeats of a unit. */
  public static final int REPEATS = 4;

  /** What a unit adds to a cell. */
  public static final int UNIT = 64;

  /** The largest norm of what a user adds, in the same measure. */
  public static final long NORM = 6 * UNIT;

  /** The most cohorts: all sums of a window must fit into a message. */
  public static final int MAX_COHORTS = 32;

  /** Which units of a user are kept. */
  public static final ContributionLimits KEPT = new ContributionLimits(UNITS, REPEATS, 1 << 20);

  /** What a user changes in the sums. */
  public static final ContributionLimits CELLS =
      new ContributionLimits(4 * UNITS, (long) UNITS * REPEATS * UNIT, NORM);

  private static final Pattern COHORT = Pattern.compile("[A-Za-z0-9_-]{1,16}");
  private static final int DIGEST_BYTES = 8;

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException with a sentence that says what must hold
   */
  public SummarySettings {
    cohorts = List.copyOf(cohorts);
    categories = List.copyOf(categories);
    require(
        !cohorts.isEmpty()
            && cohorts.size() <= MAX_COHORTS
            && cohorts.size() == new HashSet<>(cohorts).size()
            && cohorts.stream().allMatch(name -> COHORT.matcher(name).matches()),
        "There must be 1 to "
            + MAX_COHORTS
            + " cohorts, each once, of 1 to 16 letters, digits, dashes and underscores.");
    require(
        !categories.isEmpty()
            && categories.size() <= UsageUnits.MAX_CATEGORIES
            && categories.size() == new HashSet<>(categories).size()
            && categories.stream().noneMatch(String::isBlank),
        "There must be 1 to " + UsageUnits.MAX_CATEGORIES + " categories, each once.");
    require(releases >= 1, "At least one window of a month must be released.");
    require(sessions >= 1 && sessions <= 100_000, "There must be 1 to 100000 sessions.");
    require(
        Contributions.holds(KEPT, new UsageUnits(new CohortCells(categories)).count()),
        "Profiles have no room for so many categories.");
    MonthlyBudget.forGuarantee(epsilon, delta, BigDecimal.ZERO).noiseFor(CELLS, releases);
  }

  /** The cells that are counted. */
  public CohortCells cells() {
    return new CohortCells(categories);
  }

  /** What a month may cost. */
  public MonthlyBudget budget() {
    return MonthlyBudget.forGuarantee(epsilon, delta, BigDecimal.ZERO);
  }

  /** The noise of every sum. */
  public DiscreteGaussian noise() {
    return budget().noiseFor(CELLS, releases);
  }

  /** What a release costs. */
  public PrivacyCost cost() {
    return PrivacyCost.gaussian(CELLS, noise());
  }

  /** A release's id: its window's start and length, and its cohort. */
  public String releaseId(long start, String cohort) {
    return Instant.ofEpochSecond(start) + "/" + schedule.length() + "/" + cohort;
  }

  /** The first 8 bytes of SHA-256 over all that the meaning of exact sums depends on. */
  public byte[] digest() {
    String text =
        String.join("\n", "summary-1", String.join(",", cohorts), String.join(",", categories))
            + "\n"
            + schedule.length()
            + "\n"
            + KEPT
            + "\n"
            + CELLS
            + "\n"
            + UNIT;
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
