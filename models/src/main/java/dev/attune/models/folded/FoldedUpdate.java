package dev.attune.models.folded;

import java.util.List;

/**
 * Folds events into states: u = the sum of one row of each table, f = sigmoid(u[:S]), c =
 * silu(u[S:]), h' = c + f (h - c). Owns arrays that every row uses again; not thread-safe.
 */
public final class FoldedUpdate {

  private static final int FOUR = 4;

  private final FoldedTables tables;
  private final float[] sum;
  private final float[] gate;
  private final float[] candidate;
  private final float[] share;
  private final float[] own;

  FoldedUpdate(FoldedTables tables) {
    int width = tables.width();
    this.tables = tables;
    this.sum = new float[2 * width];
    this.gate = new float[2 * width];
    this.candidate = new float[width];
    this.share = new float[width];
    this.own = new float[width];
  }

  /**
   * As {@link dev.attune.models.usage.UsageModel#update}, for arguments that were checked. No row's
   * result depends on another row, on its place, or on the machine.
   */
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    int width = own.length;
    for (int row = 0; row < n; row++) {
      look(item[row], kind[row], gap[row], hourOfWeek[row]);
      if (tables.clamped()) {
        // The candidates are multiplied by what they are, so that only the gates' input may change.
        Sigmoid.clamp(sum, gate);
        Sigmoid.of(gate, gate);
      } else {
        Sigmoid.of(sum, gate);
      }
      // Copied, since the JIT makes vector instructions of a loop only if it reads all its arrays
      // at the same index.
      System.arraycopy(sum, width, candidate, 0, width);
      System.arraycopy(gate, width, share, 0, width);
      System.arraycopy(state, row * width, own, 0, width);
      blend(candidate, share, gate, own);
      System.arraycopy(own, 0, state, row * width, width);
    }
  }

  /** Sums up the event's rows, in the order of the tables. */
  private void look(int item, int kind, int gap, int hourOfWeek) {
    List<Table> all = tables.tables();
    int next = 1;
    float[] first = all.get(0).of(item, kind, gap, hourOfWeek);
    if (all.size() < FOUR) {
      System.arraycopy(first, 0, sum, 0, sum.length);
    } else {
      // One pass over the sum instead of four.
      set(
          first,
          all.get(next++).of(item, kind, gap, hourOfWeek),
          all.get(next++).of(item, kind, gap, hourOfWeek),
          all.get(next++).of(item, kind, gap, hourOfWeek),
          sum);
    }
    while (next < all.size()) {
      add(all.get(next++).of(item, kind, gap, hourOfWeek), sum);
    }
  }

  private static void set(float[] one, float[] two, float[] three, float[] four, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + two[i] + three[i] + four[i];
    }
  }

  private static void add(float[] one, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += one[i];
    }
  }

  private static void blend(float[] candidate, float[] share, float[] gate, float[] state) {
    for (int i = 0; i < state.length; i++) {
      float c = candidate[i] * share[i];
      state[i] = c + gate[i] * (state[i] - c);
    }
  }
}
