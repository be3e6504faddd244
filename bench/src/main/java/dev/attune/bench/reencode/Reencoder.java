package dev.attune.bench.reencode;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * Encodes users' last 50 events again at every event, with a transformer of two layers and width 64
 * (made by {@code src/main/python/transformer.py}), in ONNX Runtime with the same settings and the
 * same care as Attune's own graphs: one thread, no spinning, buffers that are used again. Owns its
 * session and buffers; not thread-safe.
 */
public final class Reencoder implements AutoCloseable {

  /** Events that are encoded for each user. */
  public static final int EVENTS = 50;

  /** Items that the transformer knows. */
  public static final int ITEMS = 512;

  private static final int WIDTH = 64;

  private final OrtSession session;
  private final LongBuffer events;
  private final FloatBuffer answers;
  private final OnnxTensor eventsTensor;
  private final OnnxTensor answersTensor;

  /**
   * Loads the transformer for calls with so many users. ONNX Runtime must have been started by a
   * release before, so that it is as quiet as Attune keeps it.
   */
  public Reencoder(int rows) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions();
        InputStream in = Reencoder.class.getResourceAsStream("transformer.onnx")) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      session = environment.createSession(in.readAllBytes(), options);
      events = direct(rows * EVENTS * Long.BYTES).asLongBuffer();
      answers = direct(rows * WIDTH * Float.BYTES).asFloatBuffer();
      eventsTensor = OnnxTensor.createTensor(environment, events, new long[] {rows, EVENTS});
      answersTensor = OnnxTensor.createTensor(environment, answers, new long[] {rows, WIDTH});
    } catch (OrtException e) {
      throw new IllegalStateException("the transformer can't be loaded", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Encodes.
   *
   * @param items items of the last events of each user, oldest first [rows x {@link #EVENTS}]
   * @param representation out: what is known of each user [rows x 64]
   */
  public void encode(int[] items, float[] representation) {
    for (int i = 0; i < events.capacity(); i++) {
      events.put(i, items[i]);
    }
    try {
      session.run(Map.of("events", eventsTensor), Map.of("repr", answersTensor)).close();
    } catch (OrtException e) {
      throw new IllegalStateException("the transformer failed", e);
    }
    answers.get(0, representation, 0, answers.capacity());
  }

  /** Numbers of a representation. */
  public static int width() {
    return WIDTH;
  }

  @Override
  public void close() {
    eventsTensor.close();
    answersTensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session could not be closed", e);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
