package dev.attune.evaluate.attack;

import dev.attune.evaluate.synthetic.SummaryPath;
import dev.attune.evaluate.synthetic.UserWindow;
import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenSession;
import dev.attune.privacy.conformance.SeededBits;
import dev.attune.topology.summary.SummarySettings;
import java.util.List;
import java.util.function.Supplier;

/**
 * What ships: sessions from a summary with noise, or, to see what noise is for, from the exact one.
 */
public final class SummaryExporter implements Exporter {

  private final String name;
  private final SummaryPath path;
  private final boolean noise;
  private final Supplier<SessionWriter> writers;
  private final int sessions;

  private SummaryExporter(
      String name, SummarySettings settings, boolean noise, Supplier<SessionWriter> writers) {
    this.name = name;
    this.path = new SummaryPath(settings);
    this.noise = noise;
    this.writers = writers;
    this.sessions = settings.sessions();
  }

  /**
   * By these settings.
   *
   * @param writers what opens the writer of a release
   */
  public static SummaryExporter of(
      String name, SummarySettings settings, Supplier<SessionWriter> writers) {
    return new SummaryExporter(name, settings, true, writers);
  }

  /** Without noise, which is not private. */
  public static SummaryExporter exact(
      String name, SummarySettings settings, Supplier<SessionWriter> writers) {
    return new SummaryExporter(name, settings, false, writers);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<WrittenSession> publish(List<UserWindow> users, long seed) {
    long[] sums = path.sums(users.stream().map(UserWindow::vector).toList());
    CohortSummary summary = noise ? path.seal(sums, new SeededBits(seed)) : path.exact(sums);
    try (SessionWriter writer = writers.get()) {
      return path.sessions(summary, writer, "attacked " + seed, sessions);
    }
  }
}
