package dev.attune.bench.memory;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.onnx.OnnxUsageModel;
import dev.attune.models.usage.ModelShape;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A thread that asks a model one batch after the other, as a stream thread does, and changes to
 * another release between two batches when it is handed one.
 */
final class Worker extends Thread {

  private static final int ROWS = 64;
  private static final int CANDIDATES = 48;
  private static final long PAUSE_NANOS = 2_000_000;

  private final SynchronousQueue<OnnxRelease> changed = new SynchronousQueue<>();
  private final OnnxRelease first;
  private volatile OnnxRelease next;
  private volatile boolean ended;

  Worker(OnnxRelease first) {
    super("worker");
    setDaemon(true);
    this.first = first;
    this.next = first;
  }

  /** Hands over a release, and waits until the one before is let go. */
  void change(OnnxRelease release) throws InterruptedException {
    next = release;
    changed.take();
  }

  /** Lets the last release go. */
  void end() throws InterruptedException {
    ended = true;
    join();
  }

  @Override
  public void run() {
    OnnxRelease current = first;
    OnnxUsageModel model = current.newModel();
    try {
      while (!ended) {
        ask(model);
        // What is measured is memory: the loader should have most of the machine.
        LockSupport.parkNanos(PAUSE_NANOS);
        OnnxRelease wanted = next;
        if (wanted != current) {
          model.close();
          model = wanted.newModel();
          current = wanted;
          changed.put(wanted);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      model.close();
    }
  }

  private static void ask(OnnxUsageModel model) {
    ModelShape shape = model.shape();
    int[] zeros = new int[ROWS];
    float[] states = new float[ROWS * shape.state()];
    model.update(ROWS, zeros, zeros, zeros, zeros, states);
    float[] representations = new float[ROWS * shape.representation()];
    float[] engagements = new float[ROWS * shape.engagement()];
    model.readout(ROWS, states, zeros, zeros, zeros, representations, engagements);
    model.rank(
        1,
        CANDIDATES,
        representations,
        new int[CANDIDATES],
        new float[CANDIDATES * shape.features()],
        new float[CANDIDATES]);
  }
}
