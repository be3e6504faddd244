package dev.attune.models.dense;

/**
 * A layer without activation: x W + b. Immutable, shared by threads.
 *
 * @param weights W, a row for each input
 * @param bias b; not to be written to
 */
record Affine(Rows weights, float[] bias) {

  /** Writes what the layer makes of a vector. */
  void of(float[] vector, float[] out) {
    System.arraycopy(bias, 0, out, 0, bias.length);
    weights.addProduct(vector, out);
  }

  int width() {
    return bias.length;
  }
}
