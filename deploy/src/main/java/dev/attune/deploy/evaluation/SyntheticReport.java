package dev.attune.deploy.evaluation;

import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.synthetic.Measured;
import dev.attune.evaluate.synthetic.Spread;
import dev.attune.evaluate.synthetic.SyntheticRun;
import dev.attune.evaluate.synthetic.SyntheticSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** What {@code attune evaluate synthetic} says. */
public final class SyntheticReport {

  private static final List<String> GENERATORS =
      List.of(
          SyntheticRun.RELEASE,
          SyntheticRun.MARKOV,
          SyntheticRun.MARGINALS,
          SyntheticRun.EXACT,
          SyntheticRun.PRIOR,
          SyntheticRun.PEOPLE);

  private SyntheticReport() {}

  /** The report: figures where their cohort was measured, and every mean in a table. */
  public static Report of(
      SyntheticSettings settings, String release, List<Measured> measured, Instant startedAt) {
    Map<String, String> about = new TreeMap<>();
    about.put("release", release);
    about.put("seeds", settings.seeds().toString());
    about.put("draws of noise a seed", Integer.toString(settings.draws()));
    about.put("sessions written", Integer.toString(settings.sessions()));
    about.put("people", settings.region() + (settings.shifted() ? ", categories swapped" : ""));
    about.put(
        "cohorts over " + settings.distinct(),
        "so many users are simulated, and counted several times");
    about.put("unit of epsilon", "one day of one pseudonym, at delta 1e-9");
    return new Report(
        "evaluate synthetic",
        settings.seeds().get(0),
        startedAt,
        figures(measured),
        about,
        List.of(table(settings, measured)));
  }

  private static List<Figure> figures(List<Measured> measured) {
    List<Measured> full = of(measured, SyntheticSettings.COHORT);
    List<Measured> small = of(measured, SyntheticSettings.SMALL);
    List<Figure> figures = new ArrayList<>();
    if (!full.isEmpty()) {
      figures.add(
          figure("synthetic.shapes", "share", full, one -> one.fidelity().shapes()).atLeast(0.9));
      figures.add(
          figure("synthetic.pairs", "share", full, one -> one.fidelity().pairs()).atLeast(0.85));
      figures.add(
          figure("synthetic.k_marginal", "of 1000", full, one -> one.fidelity().kMarginal())
              .atLeast(950));
      figures.add(figure("synthetic.tstr_ratio", "ratio", full, Measured::usefulness).atLeast(0.9));
    }
    if (!small.isEmpty()) {
      figures.add(
          figure("synthetic.small.pair_tvd", "distance", small, one -> one.fidelity().pairTvd())
              .atMost(0.06));
      figures.add(
          figure("synthetic.small.triple_tvd", "distance", small, one -> one.fidelity().tripleTvd())
              .atMost(0.15));
    }
    return figures;
  }

  private static List<Measured> of(List<Measured> measured, int users) {
    return of(measured, SyntheticRun.RELEASE, users, SyntheticSettings.EPSILON);
  }

  private static List<Measured> of(
      List<Measured> measured, String generator, int users, String epsilon) {
    return measured.stream()
        .filter(one -> one.generator().equals(generator))
        .filter(one -> one.users() == users && one.epsilon().equals(epsilon))
        .toList();
  }

  private static Figure figure(
      String name, String unit, List<Measured> of, ToDoubleFunction<Measured> value) {
    Estimate estimate = Spread.of(of.stream().map(value::applyAsDouble).toList());
    return new Figure(name, estimate.value(), unit).between(estimate.low(), estimate.high());
  }

  private static Table table(SyntheticSettings settings, List<Measured> measured) {
    List<List<?>> rows = new ArrayList<>();
    for (int users : settings.cohorts()) {
      for (String generator : GENERATORS) {
        for (String epsilon : epsilons(settings)) {
          List<Measured> of = of(measured, generator, users, epsilon);
          if (!of.isEmpty()) {
            rows.add(row(users, generator, epsilon, of));
          }
        }
      }
    }
    return new Table(
        "fidelity",
        List.of(
            "users",
            "generator",
            "epsilon",
            "shapes",
            "pairs",
            "k_marginal",
            "pair_tvd",
            "triple_tvd",
            "length_tvd",
            "tstr_next",
            "tstr_notified"),
        rows);
  }

  private static List<String> epsilons(SyntheticSettings settings) {
    List<String> epsilons = new ArrayList<>(settings.epsilons());
    epsilons.add("");
    return epsilons;
  }

  private static List<?> row(int users, String generator, String epsilon, List<Measured> of) {
    return List.of(
        users,
        generator,
        epsilon,
        mean(of, one -> one.fidelity().shapes()),
        mean(of, one -> one.fidelity().pairs()),
        mean(of, one -> one.fidelity().kMarginal()),
        mean(of, one -> one.fidelity().pairTvd()),
        mean(of, one -> one.fidelity().tripleTvd()),
        mean(of, one -> one.fidelity().lengthTvd()),
        mean(of, Measured::next),
        mean(of, Measured::notified));
  }

  private static double mean(List<Measured> of, ToDoubleFunction<Measured> value) {
    double mean = of.stream().mapToDouble(value).average().orElse(Double.NaN);
    return Math.round(mean * 1e4) / 1e4;
  }
}
