package dev.attune.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * One graph with the native buffers of one batch size, written and read in place by every run. Owns
 * the tensors; the session belongs to {@link OnnxRelease}. Not thread-safe.
 */
final class Batch implements AutoCloseable {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  Batch(OrtEnvironment environment, OrtSession session) {
    this.environment = environment;
    this.session = session;
  }

  LongBuffer indexes(String name, long... dimensions) throws OrtException {
    return indexes(inputs, name, dimensions);
  }

  LongBuffer indexAnswers(String name, long... dimensions) throws OrtException {
    return indexes(outputs, name, dimensions);
  }

  FloatBuffer floats(String name, long... dimensions) throws OrtException {
    return floats(inputs, name, dimensions);
  }

  FloatBuffer answers(String name, long... dimensions) throws OrtException {
    return floats(outputs, name, dimensions);
  }

  void run() throws OrtException {
    // The outputs are ours, so closing the result leaves them open.
    session.run(inputs, outputs).close();
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    outputs.values().forEach(OnnxTensor::close);
    inputs.clear();
    outputs.clear();
  }

  /** Widens a part of an array into the first places of a buffer. */
  static void put(LongBuffer target, int[] source, int from, int n) {
    for (int i = 0; i < n; i++) {
      target.put(i, source[from + i]);
    }
  }

  private LongBuffer indexes(Map<String, OnnxTensor> tensors, String name, long[] dimensions)
      throws OrtException {
    LongBuffer buffer = allocate(dimensions, Long.BYTES).asLongBuffer();
    tensors.put(name, OnnxTensor.createTensor(environment, buffer, dimensions));
    return buffer;
  }

  private FloatBuffer floats(Map<String, OnnxTensor> tensors, String name, long[] dimensions)
      throws OrtException {
    FloatBuffer buffer = allocate(dimensions, Float.BYTES).asFloatBuffer();
    tensors.put(name, OnnxTensor.createTensor(environment, buffer, dimensions));
    return buffer;
  }

  private static ByteBuffer allocate(long[] dimensions, int bytes) {
    long count = bytes;
    for (long dimension : dimensions) {
      count *= dimension;
    }
    return ByteBuffer.allocateDirect(Math.toIntExact(count)).order(ByteOrder.nativeOrder());
  }
}
