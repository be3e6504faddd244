package dev.attune.models.dense;

import dev.attune.models.folded.Sigmoid;
import dev.attune.models.usage.ModelInputs;

/**
 * Reads states as {@link ReadoutLayers} say, some rows at a time, layer by layer: so a layer's
 * weights are read from memory once for all of these rows. Owns arrays that every call uses again;
 * not thread-safe.
 */
public final class DenseReadout {

  /** So many rows, and a few of a layer's weights, stay in the first level of the cache. */
  private static final int TOGETHER = 16;

  private final ReadoutLayers layers;
  private final float[][] own;
  private final float[][] gate;
  private final float[][] middle;
  private final float[][] hidden;
  private final float[][] last;
  private final float[][] engaged;
  private final float[][] category;
  private final float[][] hourOfDay;
  private final float[] gateCut;
  private final float[] engagedCut;
  private final float[] opened;

  DenseReadout(ReadoutLayers layers) {
    this.layers = layers;
    int states = layers.gateBias.length;
    int width = layers.item.width();
    this.own = new float[TOGETHER][states];
    this.gate = new float[TOGETHER][states];
    this.middle = new float[TOGETHER][width];
    this.hidden = new float[TOGETHER][layers.hidden.width()];
    this.last = new float[TOGETHER][width];
    this.engaged = new float[TOGETHER][layers.engaged.width()];
    this.category = new float[TOGETHER][layers.category.width()];
    this.hourOfDay = new float[TOGETHER][layers.hourOfDay.width()];
    this.gateCut = new float[states];
    this.engagedCut = new float[layers.engaged.width()];
    this.opened = new float[layers.prior.length];
  }

  /**
   * As {@link dev.attune.models.usage.UsageModel#readout}, for arguments that were checked. No
   * row's result depends on another row, on its place, or on the machine.
   */
  public void readout(
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement) {
    int states = layers.gateBias.length;
    int width = layers.item.width();
    boolean represents = ModelInputs.asked(n, representation) > 0;
    boolean engages = ModelInputs.asked(n, engagement) > 0;
    for (int from = 0; from < n; from += TOGETHER) {
      int rows = Math.min(TOGETHER, n - from);
      for (int i = 0; i < rows; i++) {
        System.arraycopy(state, (from + i) * states, own[i], 0, states);
      }
      if (represents) {
        represent(rows, from, lastItem, hourOfWeek, place);
        for (int i = 0; i < rows; i++) {
          System.arraycopy(last[i], 0, representation, (from + i) * width, width);
        }
      }
      if (engages) {
        engage(rows, engagement, from * opened.length);
      }
    }
  }

  private void represent(int n, int from, int[] item, int[] hour, int[] place) {
    for (int i = 0; i < n; i++) {
      int row = from + i;
      Rows.sum(
          layers.gateOfItem.row(item[row]),
          layers.gateOfHour.row(hour[row]),
          layers.gateOfPlace.row(place[row]),
          layers.gateBias,
          gate[i]);
      silu(gate[i], gateCut);
      multiply(own[i], gate[i]);
    }
    layers.gated.of(n, gate, middle);
    for (int i = 0; i < n; i++) {
      int row = from + i;
      Rows.sum(
          layers.item.row(item[row]),
          layers.hour.row(hour[row]),
          layers.place.row(place[row]),
          middle[i],
          middle[i]);
      layers.norm.of(middle[i]);
    }
    layers.hidden.of(n, middle, hidden);
    for (int i = 0; i < n; i++) {
      Normal.gelu(hidden[i]);
    }
    layers.representation.of(n, hidden, last);
    for (int i = 0; i < n; i++) {
      Rows.add(middle[i], last[i]);
      layers.lastNorm.of(last[i]);
    }
  }

  private void engage(int n, float[] engagement, int from) {
    layers.engaged.of(n, own, engaged);
    for (int i = 0; i < n; i++) {
      silu(engaged[i], engagedCut);
    }
    layers.category.of(n, engaged, category);
    layers.hourOfDay.of(n, engaged, hourOfDay);
    for (int i = 0; i < n; i++) {
      open(category[i], hourOfDay[i]);
      System.arraycopy(opened, 0, engagement, from + i * opened.length, opened.length);
    }
  }

  /** How likely a notification is opened, by category and hour. */
  private void open(float[] ofCategory, float[] ofHour) {
    for (int c = 0; c < ofCategory.length; c++) {
      for (int h = 0; h < ofHour.length; h++) {
        int i = c * ofHour.length + h;
        opened[i] = ofCategory[c] + ofHour[h] + layers.prior[i];
      }
    }
    Sigmoid.clamp(opened, opened);
    Sigmoid.of(opened, opened);
  }

  /** Multiplies values with their logistic function. */
  private static void silu(float[] values, float[] cut) {
    Sigmoid.clamp(values, cut);
    Sigmoid.of(cut, cut);
    multiply(cut, values);
  }

  private static void multiply(float[] factors, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
  }
}
