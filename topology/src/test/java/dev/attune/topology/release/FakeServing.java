package dev.attune.topology.release;

import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.fixture.FakeUsageModel;
import java.util.function.LongConsumer;

/** A release in memory that counts what is opened and closed, and may be made slow or sick. */
final class FakeServing implements ServingRelease {

  private final String id;
  private final FakeNanos nanos;
  long nanosPerRow = 1_000;
  boolean sick;
  int opened;
  int closedModels;
  boolean closed;

  FakeServing(String id, FakeNanos nanos) {
    this.id = id;
    this.nanos = nanos;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Vocabulary vocabulary() {
    return new FakeUsageModel().vocabulary();
  }

  @Override
  public UsageModel newModel() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    opened++;
    return new Model(nanos::pass);
  }

  @Override
  public void close() {
    if (closed) {
      throw new AssertionError("closed twice");
    }
    closed = true;
  }

  /** Whether nothing of it is left. */
  boolean gone() {
    return closed && opened == closedModels;
  }

  private final class Model extends FakeUsageModel {

    private final LongConsumer time;

    Model(LongConsumer time) {
      super(id);
      this.time = time;
    }

    @Override
    public void update(int n, int[] item, int[] type, int[] gap, int[] how, float[] state) {
      requireOpen();
      super.update(n, item, type, gap, how, state);
      time.accept(n * nanosPerRow);
      if (sick) {
        state[0] = Float.NaN;
      }
    }

    @Override
    public void close() {
      closedModels++;
    }

    private void requireOpen() {
      if (closedModels == opened) {
        throw new AssertionError("used after it was closed");
      }
    }
  }
}
