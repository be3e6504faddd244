package dev.attune.models.dense;

/**
 * A layer without activation: x W + b. Immutable, shared by threads.
 *
 * @param weights W, a row for each input
 * @param bias b; not to be written to
 */
record Affine(Rows weights, float[] bias) {

  /**
   * Writes what the layer makes of vectors.
   *
   * @param n how many
   */
  void of(int n, float[][] vectors, float[][] out) {
    for (int i = 0; i < n; i++) {
      System.arraycopy(bias, 0, out[i], 0, bias.length);
    }
    weights.addProducts(n, vectors, out);
  }

  int width() {
    return bias.length;
  }
}
