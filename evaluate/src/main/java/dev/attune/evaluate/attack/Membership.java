package dev.attune.evaluate.attack;

import dev.attune.evaluate.synthetic.UserWindow;
import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.WrittenSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Claims whether somebody was in the published summary, knowing exactly what they did, who else was
 * in it, and how the exporter works: it has run it as often as it likes (shadow releases; Carlini
 * and others 2022). Canaries, real people of the simulator, are in a release with chance 1/2.
 *
 * <p>Two scores are tried: how far the published counts lie from those of other releases in the
 * direction of the canary's own vector (matched filter), and how many of the canary's sessions are
 * published as they were. Both are put on the scale of the same canary's scores in releases without
 * them.
 */
final class Membership {

  private static final double LEAST_SPREAD = 1e-9;

  private final Exporter exporter;
  private final CellCounter counter;
  private final List<UserWindow> others;
  private final List<UserWindow> canaries;

  /**
   * @param others who are in every release
   */
  Membership(
      Exporter exporter, CohortCells cells, List<UserWindow> others, List<UserWindow> canaries) {
    this.exporter = exporter;
    this.counter = new CellCounter(cells);
    this.others = List.copyOf(others);
    this.canaries = List.copyOf(canaries);
  }

  /** How well canaries are told apart over so many releases, by the better of both scores. */
  Detection attack(int releases, long seed) {
    Random coins = new Random(seed);
    boolean[][] in = new boolean[releases][canaries.size()];
    double[][] counts = new double[releases][];
    double[][] copies = new double[releases][];
    for (int release = 0; release < releases; release++) {
      List<UserWindow> users = new ArrayList<>(others);
      for (int canary = 0; canary < canaries.size(); canary++) {
        in[release][canary] = coins.nextBoolean();
        if (in[release][canary]) {
          users.add(canaries.get(canary));
        }
      }
      List<WrittenSession> published = exporter.publish(users, coins.nextLong());
      counts[release] = counter.count(published);
      copies[release] = copies(published);
    }
    Detection byCounts = Detection.of(filtered(counts), in);
    Detection byCopies = Detection.of(copies, in);
    return byCounts.truePositives() >= byCopies.truePositives() ? byCounts : byCopies;
  }

  /** For each canary, how many of its sessions are among these. */
  private double[] copies(List<WrittenSession> published) {
    Map<WrittenSession, Integer> there = new HashMap<>();
    published.forEach(session -> there.merge(session, 1, Integer::sum));
    return canaries.stream()
        .mapToDouble(
            canary ->
                canary.sessions().stream()
                    .mapToInt(session -> there.getOrDefault(session, 0))
                    .sum())
        .toArray();
  }

  /** Scores [release][canary]: the counts, weighted as the canary would change them. */
  private double[][] filtered(double[][] counts) {
    int cells = counts[0].length;
    double[] mean = new double[cells];
    double[] square = new double[cells];
    for (double[] release : counts) {
      for (int cell = 0; cell < cells; cell++) {
        mean[cell] += release[cell] / counts.length;
        square[cell] += release[cell] * release[cell] / counts.length;
      }
    }
    double[][] scores = new double[counts.length][canaries.size()];
    for (int canary = 0; canary < canaries.size(); canary++) {
      var vector = canaries.get(canary).vector();
      for (int i = 0; i < vector.size(); i++) {
        int cell = vector.cell(i);
        double spread = square[cell] - mean[cell] * mean[cell] + LEAST_SPREAD;
        for (int release = 0; release < counts.length; release++) {
          scores[release][canary] +=
              vector.value(i) * (counts[release][cell] - mean[cell]) / spread;
        }
      }
    }
    return scores;
  }
}
