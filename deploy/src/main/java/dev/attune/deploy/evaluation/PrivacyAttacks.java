package dev.attune.deploy.evaluation;

import dev.attune.evaluate.attack.AttackRun;
import dev.attune.evaluate.attack.AttackSettings;
import dev.attune.evaluate.attack.Attacked;
import dev.attune.evaluate.attack.CopyingExporter;
import dev.attune.evaluate.attack.Exporter;
import dev.attune.evaluate.attack.SummaryExporter;
import dev.attune.evaluate.synthetic.SimulatedCohort;
import dev.attune.models.onnx.OnnxUsageSampler;
import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.ReleaseWriter;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenSession;
import dev.attune.topology.app.ModelReleases;
import dev.attune.topology.summary.SummarySettings;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is attacked, and what comes of it.
 *
 * @param shipped summaries by default, and sessions written by the built-in release
 * @param others the same with less noise and with none
 * @param leak an exporter that copies what people did, under a short form of the attacks
 */
public record PrivacyAttacks(Attacked shipped, List<Attacked> others, Attacked leak) {

  private static final int WINDOWS = 31;
  private static final AttackSettings OF_THE_LEAK = new AttackSettings(5001, 2, 60, 30, 20);

  /**
   * Attacks.
   *
   * @param settings how much
   * @param done called after each step
   */
  public static PrivacyAttacks collect(AttackSettings settings, Runnable done) {
    try (ModelReleases built =
            ModelReleases.open("built-in", ModelReleases.trusted(Optional.empty()));
        SessionWriter writer =
            new ReleaseWriter(
                built.newModel(), built.verified().flatMap(OnnxUsageSampler::load).orElseThrow())) {
      return collect(settings, () -> new Lent(writer), done);
    }
  }

  private static PrivacyAttacks collect(
      AttackSettings settings, Supplier<SessionWriter> writers, Runnable done) {
    SummarySettings day = SimulatedCohort.settings("8");
    SummarySettings month =
        new SummarySettings(
            day.cohorts(),
            day.categories(),
            day.schedule(),
            new BigDecimal("4"),
            new BigDecimal("1e-9"),
            WINDOWS,
            day.sessions());
    List<Exporter> exporters =
        List.of(
            SummaryExporter.of("shipped: epsilon 4 a month", month, writers),
            SummaryExporter.of("epsilon 8 a day", day, writers),
            SummaryExporter.exact("no noise: not private", day, writers));
    List<Attacked> attacked = AttackRun.collect(settings, exporters, done);
    Attacked leak = AttackRun.collect(OF_THE_LEAK, List.of(new CopyingExporter()), done).get(0);
    return new PrivacyAttacks(attacked.get(0), attacked.subList(1, attacked.size()), leak);
  }

  /** A writer that is open for longer than one release. */
  private record Lent(SessionWriter writer) implements SessionWriter {
    @Override
    public List<WrittenSession> write(
        CohortSummary summary, String seed, DayOfWeek day, int sessions) {
      return writer.write(summary, seed, day, sessions);
    }

    @Override
    public void close() {
      // Who lent it closes it.
    }
  }

  /** How many steps {@link #collect} tells its progress in. */
  public static int steps(AttackSettings settings) {
    return 3 * settings.steps() + OF_THE_LEAK.steps();
  }

  /** All of them. */
  public List<Attacked> all() {
    return List.of(shipped, others.get(0), others.get(1), leak);
  }
}
