package dev.attune.models.folded;

import java.util.List;

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
      look(item[row], kind[row], gap[row], hourOfWeek[row]);
      if (tables.clamped()) {
        // The candidates are multiplied by what they are, so that only the gates' input may change.
        Sigmoid.clamp(sum, gate);
        Sigmoid.of(gate, gate);
      } else {
        Sigmoid.of(sum, gate);
      }
      blend(sum, gate, width, state, row * width);
    }
  }

  /** Sums up the event's rows, two tables at a time: half as often over the sum as one by one. */
  private void look(int item, int kind, int gap, int hourOfWeek) {
    List<Table> all = tables.tables();
    int odd = all.size() % 2;
    if (odd == 1) {
      Table table = all.get(0);
      System.arraycopy(
          table.values(), from(table, item, kind, gap, hourOfWeek), sum, 0, sum.length);
    }
    for (int i = odd; i < all.size(); i += 2) {
      Table one = all.get(i);
      Table two = all.get(i + 1);
      int fromOne = from(one, item, kind, gap, hourOfWeek);
      int fromTwo = from(two, item, kind, gap, hourOfWeek);
      if (i == 0) {
        set(one.values(), fromOne, two.values(), fromTwo, sum);
      } else {
        add(one.values(), fromOne, two.values(), fromTwo, sum);
      }
    }
  }

  private int from(Table table, int item, int kind, int gap, int hourOfWeek) {
    return sum.length * table.row().of(item, kind, gap, hourOfWeek);
  }

  private static void set(float[] one, int fromOne, float[] two, int fromTwo, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[fromOne + i] + two[fromTwo + i];
    }
  }

  private static void add(float[] one, int fromOne, float[] two, int fromTwo, float[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = sum[i] + one[fromOne + i] + two[fromTwo + i];
    }
  }

  private static void blend(float[] sum, float[] gate, int width, float[] state, int from) {
    for (int i = 0; i < width; i++) {
      float candidate = sum[width + i] * gate[width + i];
      state[from + i] = candidate + gate[i] * (state[from + i] - candidate);
    }
  }
}
