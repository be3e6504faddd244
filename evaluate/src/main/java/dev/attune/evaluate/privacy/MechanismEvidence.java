package dev.attune.evaluate.privacy;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.conformance.Audit;
import dev.attune.privacy.conformance.Conformance;
import dev.attune.privacy.conformance.Mechanisms;
import dev.attune.privacy.conformance.Mutants;
import dev.attune.privacy.noise.DiscreteGaussian;
import java.util.ArrayList;
import java.util.List;

/**
 * The evidence: each check of the production's mechanisms, each planted defect, and what an
 * attacker who sees noisy sums can say about one user.
 *
 * @param checks what was checked
 * @param mutants what was planted
 * @param audits what attackers learned
 */
public record MechanismEvidence(List<Checked> checks, List<Planted> mutants, List<Audited> audits) {

  /**
   * A property of the production's code.
   *
   * @param property what must hold
   * @param findings what speaks against it; empty if it holds
   */
  public record Checked(String property, List<String> findings) {}

  /**
   * A defect that was planted to see whether its check finds it.
   *
   * @param defect its name
   * @param killed whether it was found
   */
  public record Planted(String defect, boolean killed) {}

  /**
   * An audit by membership of one worst-case user.
   *
   * @param cells how many cells the user has, each with the same value
   * @param value that value
   * @param variance of the noise
   * @param claimedMu sqrt(2 rho), which is claimed
   * @param lowerMu the lower bound from outside, at 99% confidence
   */
  public record Audited(int cells, long value, long variance, double claimedMu, double lowerMu) {

    /** The bound as a share of the claim: over 1 refutes it, far under 1 shows nothing. */
    public double ratio() {
      return lowerMu / claimedMu;
    }
  }

  /** Cells, value and variance of each audit; mu is 1 for all. */
  private static final long[][] AUDITS = {{1, 7, 49}, {4, 3, 36}, {16, 5, 400}};

  /** How many steps {@link #collect} tells its progress in. */
  public static int steps() {
    return Conformance.checks(1, 0).size() + Mutants.all().size() + AUDITS.length;
  }

  /**
   * Collects it.
   *
   * @param draws numbers drawn for each check of a distribution
   * @param auditDraws noisy sums with and as many without the user, for each audit
   * @param seed of the bits, so that a run can be repeated; one check uses fresh ones
   * @param done called after each step
   */
  public static MechanismEvidence collect(int draws, int auditDraws, long seed, Runnable done) {
    List<Checked> checks = new ArrayList<>();
    for (Conformance.Check check : Conformance.checks(draws, seed)) {
      checks.add(new Checked(check.property(), check.findings().get()));
      done.run();
    }
    List<Planted> mutants = new ArrayList<>();
    for (Mutants.Mutant mutant : Mutants.all()) {
      mutants.add(new Planted(mutant.defect(), !mutant.check().get().isEmpty()));
      done.run();
    }
    List<Audited> audits = new ArrayList<>();
    for (long[] of : AUDITS) {
      audits.add(audit((int) of[0], of[1], of[2], auditDraws, seed));
      done.run();
    }
    return new MechanismEvidence(checks, mutants, audits);
  }

  private static Audited audit(int cells, long value, long variance, int draws, long seed) {
    ContributionLimits limits = new ContributionLimits(cells, value, cells * value);
    double claimed = Math.sqrt((double) limits.sensitivityL2Squared() / variance);
    double bound =
        Audit.lowerBound(
            Mechanisms.gaussian(DiscreteGaussian.ofVariance(variance)), cells, value, draws, seed);
    return new Audited(cells, value, variance, claimed, bound);
  }
}
