package dev.attune.models.folded;

import dev.attune.models.graph.Graph;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.UsageModel;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Optional;

/**
 * The tables of a release's update, read from its graph: the sum of one row of each is what an
 * event says, half of it to the gates and half to the candidates. Immutable, shared by threads.
 */
public final class FoldedTables {

  private final List<Table> tables;
  private final int width;
  private final boolean clamped;

  FoldedTables(List<Table> tables, int width) {
    this.tables = List.copyOf(tables);
    this.width = width;
    this.clamped = reach() > Sigmoid.BOUND;
  }

  /**
   * Reads the tables, and compares what plain Java makes of them with what a model answers.
   *
   * @param updateGraph the bytes of a verified {@code update.onnx}
   * @param reference a model that runs that graph
   * @return nothing if the graph is not of this form, or its answers are not reproduced: then only
   *     the graph itself will do
   */
  public static Optional<FoldedTables> proven(byte[] updateGraph, UsageModel reference) {
    try {
      int width = reference.shape().state();
      List<Table> found = TableFinder.find(Graph.parse(updateGraph), 2 * width);
      return Optional.of(found)
          .filter(tables -> !tables.isEmpty() && hold(tables, reference))
          .map(tables -> new FoldedTables(tables, width))
          .filter(tables -> UpdateProof.agree(tables, reference));
    } catch (BufferUnderflowException | ArithmeticException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A worker over these tables, for one thread. */
  public FoldedUpdate newUpdate() {
    return new FoldedUpdate(this);
  }

  /** How many numbers a state has. */
  int width() {
    return width;
  }

  List<Table> tables() {
    return tables;
  }

  /** Whether a sum may lie where {@link Sigmoid} does not reach. */
  boolean clamped() {
    return clamped;
  }

  /** The most rows that one of the tables has. */
  int mostRows() {
    return tables.stream().mapToInt(table -> table.rows().length).max().orElse(0);
  }

  /** Whether every event that a model may be asked about finds its rows. */
  private static boolean hold(List<Table> tables, UsageModel model) {
    int lastItem = model.vocabulary().size() - 1;
    return tables.stream()
        .allMatch(
            table -> {
              IndexSum row = table.row();
              int last =
                  row.of(
                      lastItem,
                      EventKind.COUNT - 1,
                      Tokenizer.GAP_BUCKETS - 1,
                      Tokenizer.HOURS_OF_WEEK - 1);
              return row.isUpward() && last < table.rows().length;
            });
  }

  /** The largest magnitude that a sum of rows can have in any column; NaN if a value is. */
  private float reach() {
    float largest = 0;
    for (int column = 0; column < 2 * width; column++) {
      float sum = 0;
      for (Table table : tables) {
        float most = 0;
        for (float[] row : table.rows()) {
          most = Math.max(most, Math.abs(row[column]));
        }
        sum += most;
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }
}
