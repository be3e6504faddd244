package dev.attune.evaluate.synthetic;

import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenSession;
import dev.attune.privacy.bounding.BoundedVector;
import dev.attune.privacy.bounding.CellSums;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.RandomBits;
import dev.attune.topology.summary.SummarySettings;
import java.time.DayOfWeek;
import java.util.List;

/**
 * The way from users to made-up sessions, in memory: bounded vectors are added up, noise is drawn
 * over the sums, and a writer writes from what is then known. The same classes as in the stream.
 *
 * <pre>{@code
 * SummarySettings settings = SimulatedCohort.settings("1");
 * List<UserWindow> users = SimulatedCohort.of(5001, 10_000, "eu").day(1);
 * SummaryPath path = new SummaryPath(settings);
 * long[] sums = path.sums(users.stream().map(UserWindow::vector).toList());
 * List<WrittenSession> sessions =
 *     path.sessions(path.seal(sums, bits), writer, "any public text", 1000);
 * }</pre>
 */
public final class SummaryPath {

  /** The day of the week of day 1 of a {@link SimulatedCohort}. */
  public static final DayOfWeek DAY = DayOfWeek.TUESDAY;

  private final SummarySettings settings;

  /** Summaries by these settings. */
  public SummaryPath(SummarySettings settings) {
    this.settings = settings;
  }

  /** Adds up; each user must be there once. */
  public long[] sums(Iterable<BoundedVector> users) {
    CellSums sums = new CellSums(settings.cells().count());
    users.forEach(sums::add);
    return sums.take();
  }

  /** The summary with noise: all that anyone else gets to know of the sums. */
  public CohortSummary seal(long[] sums, RandomBits bits) {
    DiscreteGaussian noise = settings.noise();
    long[] noisy = noise.draw(sums.length, bits).addTo(sums.clone());
    double variance = (double) noise.varianceNumerator() / noise.varianceDenominator();
    return summary(noisy, Math.sqrt(variance));
  }

  /** The summary without noise, which is not private: what could be had at most. */
  public CohortSummary exact(long[] sums) {
    return summary(sums, 0);
  }

  private CohortSummary summary(long[] sums, double deviation) {
    double[] counts = new double[sums.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (double) sums[i] / SummarySettings.UNIT;
    }
    return new CohortSummary(settings.cells(), counts, deviation / SummarySettings.UNIT);
  }

  /** Sessions that follow from a summary. */
  public List<WrittenSession> sessions(
      CohortSummary summary, SessionWriter writer, String seed, int sessions) {
    return writer.write(summary, seed, DAY, sessions);
  }
}
