package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * The update graph for batches of one size; rows that pad a batch hold what an earlier run left.
 */
final class UpdateBatch implements SizedBatch {

  private final int rows;
  private final int width;
  private final Batch batch;
  private final LongBuffer item;
  private final LongBuffer kind;
  private final LongBuffer gap;
  private final LongBuffer how;
  private final FloatBuffer state;
  private final FloatBuffer next;

  UpdateBatch(OrtEnvironment environment, OrtSession session, int rows, int width)
      throws OrtException {
    this.rows = rows;
    this.width = width;
    this.batch = new Batch(environment, session);
    this.item = batch.indexes("item", rows);
    this.kind = batch.indexes("type", rows);
    this.gap = batch.indexes("gap", rows);
    this.how = batch.indexes("how", rows);
    this.state = batch.floats("state", rows, width);
    this.next = batch.answers("state_out", rows, width);
  }

  @Override
  public int rows() {
    return rows;
  }

  void run(int from, int n, int[] items, int[] kinds, int[] gaps, int[] hours, float[] states)
      throws OrtException {
    Batch.put(item, items, from, n);
    Batch.put(kind, kinds, from, n);
    Batch.put(gap, gaps, from, n);
    Batch.put(how, hours, from, n);
    state.put(0, states, from * width, n * width);
    batch.run();
    next.get(0, states, from * width, n * width);
  }

  @Override
  public void close() {
    batch.close();
  }
}
