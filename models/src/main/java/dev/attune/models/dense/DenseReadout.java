package dev.attune.models.dense;

import dev.attune.models.folded.Sigmoid;
import dev.attune.models.usage.ModelInputs;

/**
 * Reads states as {@link ReadoutLayers} say. Owns arrays that every row uses again; not
 * thread-safe.
 */
public final class DenseReadout {

  private final ReadoutLayers layers;
  private final float[] own;
  private final float[] gate;
  private final float[] middle;
  private final float[] hidden;
  private final float[] last;
  private final float[] engaged;
  private final float[] gateCut;
  private final float[] engagedCut;
  private final float[] category;
  private final float[] hourOfDay;
  private final float[] opened;

  DenseReadout(ReadoutLayers layers) {
    this.layers = layers;
    this.own = new float[layers.gateBias.length];
    this.gate = new float[layers.gateBias.length];
    this.middle = new float[layers.item.width()];
    this.hidden = new float[layers.hidden.width()];
    this.last = new float[layers.item.width()];
    this.engaged = new float[layers.engaged.width()];
    this.gateCut = new float[gate.length];
    this.engagedCut = new float[engaged.length];
    this.category = new float[layers.category.width()];
    this.hourOfDay = new float[layers.hourOfDay.width()];
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
    for (int row = 0; row < n; row++) {
      System.arraycopy(state, row * own.length, own, 0, own.length);
      represent(lastItem[row], hourOfWeek[row], place[row]);
      System.arraycopy(last, 0, representation, row * last.length, last.length);
      if (ModelInputs.engaged(n, engagement) > row) {
        engage();
        System.arraycopy(opened, 0, engagement, row * opened.length, opened.length);
      }
    }
  }

  private void represent(int item, int hour, int place) {
    Rows.sum(
        layers.gateOfItem.row(item),
        layers.gateOfHour.row(hour),
        layers.gateOfPlace.row(place),
        layers.gateBias,
        gate);
    silu(gate, gateCut);
    multiply(own, gate);
    layers.gated.of(gate, middle);
    Rows.sum(layers.item.row(item), layers.hour.row(hour), layers.place.row(place), middle, middle);
    layers.norm.of(middle);
    layers.hidden.of(middle, hidden);
    Normal.gelu(hidden);
    layers.representation.of(hidden, last);
    Rows.add(middle, last);
    layers.lastNorm.of(last);
  }

  private void engage() {
    layers.engaged.of(own, engaged);
    silu(engaged, engagedCut);
    layers.category.of(engaged, category);
    layers.hourOfDay.of(engaged, hourOfDay);
    for (int c = 0; c < category.length; c++) {
      for (int h = 0; h < hourOfDay.length; h++) {
        int i = c * hourOfDay.length + h;
        opened[i] = category[c] + hourOfDay[h] + layers.prior[i];
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
