package dev.attune.models.folded;

/**
 * Folds events into states: u = the sum of one row of each table, f = sigmoid(u[:S]), c =
 * silu(u[S:]), h' = c + f (h - c). Owns arrays that every row uses again; not thread-safe.
 */
public final class FoldedUpdate {

  private final FoldedTables tables;
  private final int width;
  private final float[] sum;
  private final float[] gate;

  FoldedUpdate(FoldedTables tables) {
    this.tables = tables;
    this.width = tables.width();
    this.sum = new float[2 * width];
    this.gate = new float[2 * width];
  }

  /**
   * As {@link dev.attune.models.usage.UsageModel#update}, for arguments that were checked. No row's
   * result depends on another row, on its place, or on the machine.
   */
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    for (int row = 0; row < n; row++) {
      boolean first = true;
      for (Table table : tables.tables()) {
        int from = 2 * width * table.row().of(item[row], kind[row], gap[row], hourOfWeek[row]);
        if (first) {
          System.arraycopy(table.values(), from, sum, 0, sum.length);
        } else {
          add(table.values(), from, sum);
        }
        first = false;
      }
      if (tables.clamped()) {
        // The candidates are multiplied by what they are, so that only the gates' input may change.
        System.arraycopy(sum, 0, gate, 0, gate.length);
        Sigmoid.clamp(gate);
        Sigmoid.of(gate, gate);
      } else {
        Sigmoid.of(sum, gate);
      }
      blend(sum, gate, width, state, row * width);
    }
  }

  private static void add(float[] values, int from, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[from + i];
    }
  }

  private static void blend(float[] sum, float[] gate, int width, float[] state, int from) {
    for (int i = 0; i < width; i++) {
      float candidate = sum[width + i] * gate[width + i];
      state[from + i] = candidate + gate[i] * (state[from + i] - candidate);
    }
  }
}
