package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.attune.models.usage.ModelInputs;
import dev.attune.models.usage.ModelShape;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** The readout graph for batches of one size. */
final class ReadoutBatch implements SizedBatch {

  private final int rows;
  private final ModelShape shape;
  private final Batch batch;
  private final FloatBuffer state;
  private final LongBuffer last;
  private final LongBuffer how;
  private final LongBuffer place;
  private final FloatBuffer representation;
  private final FloatBuffer engagement;

  ReadoutBatch(OrtEnvironment environment, OrtSession session, int rows, ModelShape shape)
      throws OrtException {
    this.rows = rows;
    this.shape = shape;
    this.batch = new Batch(environment, session);
    this.state = batch.floats("state", rows, shape.state());
    this.last = batch.indexes("last", rows);
    this.how = batch.indexes("how", rows);
    this.place = batch.indexes("place", rows);
    this.representation = batch.answers("repr", rows, shape.representation());
    this.engagement =
        batch.answers("engagement", rows, shape.notificationCategories(), shape.hours());
  }

  @Override
  public int rows() {
    return rows;
  }

  void run(
      int from,
      int n,
      float[] states,
      int[] lastItems,
      int[] hours,
      int[] places,
      float[] representations,
      float[] engagements)
      throws OrtException {
    state.put(0, states, from * shape.state(), n * shape.state());
    Batch.put(last, lastItems, from, n);
    Batch.put(how, hours, from, n);
    Batch.put(place, places, from, n);
    batch.run();
    if (ModelInputs.asked(n, representations) > 0) {
      int width = shape.representation();
      representation.get(0, representations, from * width, n * width);
    }
    if (ModelInputs.asked(n, engagements) > 0) {
      int width = shape.engagement();
      engagement.get(0, engagements, from * width, n * width);
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
