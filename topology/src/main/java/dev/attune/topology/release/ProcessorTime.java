package dev.attune.topology.release;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/**
 * The time a thread had a processor, which is what its model calls cost: ONNX Runtime runs on the
 * calling thread, and a thread that waits for a processor on a busy machine is not slow.
 */
public final class ProcessorTime {

  private ProcessorTime() {}

  /** A clock of the calling thread, in nanoseconds; of the wall where there is no other. */
  public static LongSupplier clock() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads::getCurrentThreadCpuTime
        : System::nanoTime;
  }
}
