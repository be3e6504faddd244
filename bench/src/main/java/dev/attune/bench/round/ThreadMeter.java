package dev.attune.bench.round;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread has used so far. */
final class ThreadMeter {

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  long cpuNanos() {
    return threads.getCurrentThreadCpuTime();
  }

  long bytes() {
    return threads.getCurrentThreadAllocatedBytes();
  }
}
