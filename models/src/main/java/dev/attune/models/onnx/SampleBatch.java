package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.attune.models.sample.CohortProjection;
import dev.attune.models.sample.UsageSampler;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * The sample graph for batches of one size; rows that pad a batch hold what an earlier run left.
 */
final class SampleBatch implements AutoCloseable {

  private final int width;
  private final Batch batch;
  private final LongBuffer last;
  private final LongBuffer how;
  private final LongBuffer place;
  private final FloatBuffer state;
  private final FloatBuffer condition;
  private final FloatBuffer uniform;
  private final LongBuffer item;
  private final LongBuffer type;
  private final LongBuffer gap;
  private final FloatBuffer next;

  SampleBatch(OrtEnvironment environment, OrtSession session, int rows, int width)
      throws OrtException {
    this.width = width;
    this.batch = new Batch(environment, session);
    this.state = batch.floats("state", rows, width);
    this.last = batch.indexes("last", rows);
    this.how = batch.indexes("how", rows);
    this.place = batch.indexes("place", rows);
    this.condition = batch.floats("condition", rows, CohortProjection.CONDITION);
    this.uniform = batch.floats("uniform", rows, UsageSampler.NUMBERS);
    this.item = batch.indexAnswers("item", rows);
    this.type = batch.indexAnswers("type", rows);
    this.gap = batch.indexAnswers("gap", rows);
    this.next = batch.answers("state_out", rows, width);
  }

  /** What comes in; the state is replaced. */
  @SuppressWarnings("ArrayRecordComponent")
  record Given(
      float[] state, int[] last, int[] how, int[] place, float[] condition, float[] uniform) {}

  /** What comes out. */
  @SuppressWarnings("ArrayRecordComponent")
  record Drawn(int[] item, int[] type, int[] gap) {}

  void run(int from, int n, Given given, Drawn drawn) throws OrtException {
    state.put(0, given.state, from * width, n * width);
    Batch.put(last, given.last, from, n);
    Batch.put(how, given.how, from, n);
    Batch.put(place, given.place, from, n);
    int conditions = CohortProjection.CONDITION;
    condition.put(0, given.condition, from * conditions, n * conditions);
    int numbers = UsageSampler.NUMBERS;
    uniform.put(0, given.uniform, from * numbers, n * numbers);
    batch.run();
    for (int i = 0; i < n; i++) {
      drawn.item[from + i] = (int) item.get(i);
      drawn.type[from + i] = (int) type.get(i);
      drawn.gap[from + i] = (int) gap.get(i);
    }
    next.get(0, given.state, from * width, n * width);
  }

  @Override
  public void close() {
    batch.close();
  }
}
