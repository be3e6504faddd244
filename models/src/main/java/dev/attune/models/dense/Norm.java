package dev.attune.models.dense;

/**
 * A layer normalization (<a href="https://onnx.ai/onnx/operators/onnx__LayerNormalization.html">as
 * ONNX defines it</a>): (x - mean) / sqrt(variance + epsilon) * scale + bias. Immutable, shared by
 * threads.
 *
 * @param scale not to be written to
 * @param bias not to be written to
 */
record Norm(float[] scale, float[] bias) {

  /** What the trainer's layers add, so that nothing is divided by zero. */
  private static final double EPSILON = 1e-5;

  /** Normalizes in place. */
  void of(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    float center = (float) mean;
    float factor = (float) (1 / Math.sqrt(squares / values.length + EPSILON));
    for (int i = 0; i < values.length; i++) {
      values[i] = (values[i] - center) * factor * scale[i] + bias[i];
    }
  }
}
