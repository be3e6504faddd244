package dev.attune.bench.memory;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.Releases;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Loads and closes this build's release again and again while two threads run it, and prints what
 * the process holds. A program of its own, so that nothing else is in its memory; started by {@link
 * SwapMemoryBench} with a heap that does not grow.
 */
final class SwapMemoryMain {

  private static final long SETTLE_MILLIS = 300;

  private SwapMemoryMain() {}

  /**
   * @param arguments how many swaps
   */
  public static void main(String[] arguments) throws InterruptedException {
    int swaps = Integer.parseInt(arguments[0]);
    Set<Integer> marks = new TreeSet<>(List.of(Math.min(10, swaps), (swaps + 1) / 2, swaps));
    OnnxRelease release = OnnxRelease.load(Releases.builtIn());
    List<Worker> workers = List.of(new Worker(release), new Worker(release));
    workers.forEach(Thread::start);
    for (int swap = 1; swap <= swaps; swap++) {
      OnnxRelease next = OnnxRelease.load(Releases.builtIn());
      for (Worker worker : workers) {
        worker.change(next);
      }
      release.close();
      release = next;
      if (marks.contains(swap)) {
        print(swap);
      }
    }
    for (Worker worker : workers) {
      worker.end();
    }
    release.close();
    System.out.println("open " + OnnxRelease.openSessions());
  }

  private static void print(int swap) throws InterruptedException {
    // Direct buffers are given back by a thread that the collector tells of them.
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(SETTLE_MILLIS);
    }
    long kept = ResidentMemory.kib();
    boolean trimmed = ResidentMemory.trim();
    System.out.println("mark " + swap + " " + kept + " " + (trimmed ? ResidentMemory.kib() : kept));
  }
}
