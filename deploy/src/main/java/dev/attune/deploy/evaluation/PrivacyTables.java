package dev.attune.deploy.evaluation;

import dev.attune.deploy.erasure.ErasureResult;
import dev.attune.deploy.erasure.Finding;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Table;
import dev.attune.evaluate.attack.Attacked;
import dev.attune.evaluate.attack.Detection;
import dev.attune.evaluate.attack.Risk;
import dev.attune.evaluate.privacy.MechanismEvidence;
import dev.attune.evaluate.privacy.MechanismEvidence.Audited;
import dev.attune.evaluate.privacy.MechanismEvidence.Checked;
import dev.attune.evaluate.privacy.MechanismEvidence.Planted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What {@code attune evaluate privacy} reports, part by part. */
public final class PrivacyTables {

  private static final double MOST_RISK = 0.05;
  private static final double MOST_CAUGHT = 0.003;

  /** What an attack must show of a planted leak to be believed when it finds nothing. */
  private static final double POWER = 0.1;

  private PrivacyTables() {}

  /** What is claimed of the mechanisms. */
  public static List<Figure> figures(MechanismEvidence evidence) {
    long held = evidence.checks().stream().filter(check -> check.findings().isEmpty()).count();
    long killed = evidence.mutants().stream().filter(Planted::killed).count();
    Audited weakest =
        evidence.audits().stream()
            .max(Comparator.comparingDouble(audit -> Math.abs(0.975 - audit.ratio())))
            .orElseThrow();
    double ratio = weakest.ratio();
    return List.of(
        new Figure("privacy.conformance", (double) held / evidence.checks().size(), "share")
            .atLeast(1),
        new Figure("privacy.mutants_killed", (double) killed / evidence.mutants().size(), "share")
            .atLeast(1),
        new Figure("privacy.mu_ratio", ratio, "ratio").goal(0.95, ratio >= 0.95 && ratio <= 1));
  }

  /** The same in full. */
  public static List<Table> tables(MechanismEvidence evidence) {
    return List.of(checks(evidence), audits(evidence), mutants(evidence));
  }

  /**
   * What attackers learn.
   *
   * @param shipped of what is shipped
   * @param leak of a planted leak
   */
  public static List<Figure> figures(Attacked shipped, Attacked leak) {
    Risk caught = shipped.membership().truePositiveRisk();
    return List.of(
        upper("attack.singling_out", shipped.worst(Attacked.SINGLING_OUT)),
        upper("attack.linkability", shipped.worst(Attacked.LINKABILITY)),
        upper("attack.inference", shipped.worst(Attacked.INFERENCE)),
        new Figure("attack.membership_tpr", caught.value(), "share")
            .between(Math.min(caught.value(), caught.low()), caught.high())
            .atMost(MOST_CAUGHT),
        new Figure("attack.power", power(leak), "share").atLeast(1));
  }

  private static Figure upper(String name, Risk risk) {
    return new Figure(name, risk.high(), "share")
        .between(risk.low(), risk.high())
        .atMost(MOST_RISK);
  }

  /** The share of the kinds of attack that find the leak. */
  private static double power(Attacked leak) {
    List<Double> found =
        List.of(
            leak.worst(Attacked.SINGLING_OUT).low(),
            leak.worst(Attacked.LINKABILITY).low(),
            leak.worst(Attacked.INFERENCE).low(),
            leak.membership().truePositiveRisk().low());
    return (double) found.stream().filter(low -> low > POWER).count() / found.size();
  }

  /** The same in full. */
  public static List<Table> tables(List<Attacked> all) {
    List<List<?>> attacks = new ArrayList<>();
    List<List<?>> members = new ArrayList<>();
    for (Attacked of : all) {
      of.attacks()
          .forEach(
              (attack, tally) -> {
                Risk risk = tally.risk();
                attacks.add(
                    List.of(
                        of.exporter(),
                        attack,
                        tally.attacks(),
                        tally.rate(),
                        tally.controlRate(),
                        tally.guessRate(),
                        risk.value(),
                        risk.low(),
                        risk.high()));
              });
      Detection detection = of.membership();
      members.add(
          List.of(
              of.exporter(),
              detection.members(),
              detection.others(),
              detection.truePositives(),
              detection.truePositiveRisk().high(),
              detection.auc(),
              detection.aucError()));
    }
    return List.of(
        new Table(
            "attacks",
            List.of(
                "attacked",
                "attack",
                "attacks",
                "rate",
                "held_out",
                "guessing",
                "risk",
                "low",
                "high"),
            attacks),
        new Table(
            "membership",
            List.of(
                "attacked", "members", "others", "true_positives", "high", "auc", "standard_error"),
            members));
  }

  /** What is left of who was erased, and found of what identifies anybody. */
  public static List<Figure> figures(ErasureResult result) {
    return List.of(
        new Figure("erasure.bytes_left", result.bytesLeft(), "bytes").atMost(0),
        new Figure("leak.identifiers", result.leaked(), "bytes").atMost(0));
  }

  /** The same in full; places where nothing ever was are left out. */
  public static List<Table> tables(ErasureResult result) {
    List<List<?>> erased = new ArrayList<>();
    for (Finding finding : result.findings()) {
      if (finding.before() > 0 || finding.left() > 0) {
        erased.add(
            List.of(
                finding.place(),
                finding.before(),
                finding.compacted(),
                finding.expired(),
                finding.retention().map(time -> time.toDays() + " days").orElse("compacted")));
      }
    }
    List<List<?>> leaks = new ArrayList<>();
    result.leaks().forEach((place, bytes) -> leaks.add(List.of(place, bytes)));
    return List.of(
        new Table(
            "bytes of an erased pseudonym",
            List.of("place", "at_the_receipt", "compacted", "expired", "kept_for"),
            erased),
        new Table("bytes of planted identifiers", List.of("place", "found"), leaks));
  }

  private static Table checks(MechanismEvidence evidence) {
    return new Table(
        "checks",
        List.of("property", "result"),
        evidence.checks().stream().<List<?>>map(PrivacyTables::row).toList());
  }

  private static List<?> row(Checked check) {
    return List.of(
        check.property(),
        check.findings().isEmpty() ? "holds" : String.join("; ", check.findings()));
  }

  private static Table audits(MechanismEvidence evidence) {
    return new Table(
        "audits",
        List.of("cells", "value", "variance", "claimed_mu", "lower_bound_of_mu", "ratio"),
        evidence.audits().stream()
            .<List<?>>map(
                audit ->
                    List.of(
                        audit.cells(),
                        audit.value(),
                        audit.variance(),
                        audit.claimedMu(),
                        audit.lowerMu(),
                        audit.ratio()))
            .toList());
  }

  private static Table mutants(MechanismEvidence evidence) {
    return new Table(
        "planted defects",
        List.of("defect", "found"),
        evidence.mutants().stream()
            .<List<?>>map(mutant -> List.of(mutant.defect(), mutant.killed() ? "yes" : "NO"))
            .toList());
  }
}
