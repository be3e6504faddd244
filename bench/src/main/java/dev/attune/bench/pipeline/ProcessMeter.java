package dev.attune.bench.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.bench.jvm.ThreadKind;
import dev.attune.bench.jvm.ThreadTimes;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What this process has done and used so far, with Kafka Streams in it. */
public final class ProcessMeter {

  /** Not the producer's thread, whose name goes on behind it. */
  private static final Pattern STREAM_THREAD = Pattern.compile(".*-StreamThread-\\d+");

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
  private final ObjectName metrics;

  /** Of the process this is called in. */
  public ProcessMeter() {
    try {
      metrics = new ObjectName("kafka.streams:type=stream-thread-metrics,thread-id=*");
    } catch (MalformedObjectNameException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Records that the stream threads have processed. */
  public long processed() {
    double sum = 0;
    for (ObjectName thread : beans.queryNames(metrics, null)) {
      try {
        sum += ((Number) beans.getAttribute(thread, "process-total")).doubleValue();
      } catch (JMException e) {
        // The thread is just starting: it has done nothing.
        sum += 0;
      }
    }
    return (long) sum;
  }

  /** All of it, now. */
  public Reading read() {
    long cpu = 0;
    long bytes = 0;
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && STREAM_THREAD.matcher(info.getThreadName()).matches()) {
        cpu += Math.max(0, threads.getThreadCpuTime(id));
        bytes += Math.max(0, threads.getThreadAllocatedBytes(id));
      }
    }
    long collecting = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      collecting += Math.max(0, collector.getCollectionTime());
    }
    return new Reading(
        processed(),
        System.nanoTime(),
        cpu,
        system.getProcessCpuTime(),
        bytes,
        collecting,
        ThreadTimes.of(ThreadKind.COMPILER));
  }

  /**
   * A moment.
   *
   * @param records records processed
   * @param nanos the clock
   * @param streamNanos time the stream threads were on a core
   * @param processNanos time any thread was on a core
   * @param bytes what the stream threads allocated on the heap
   * @param pauseMillis time in which the garbage collector stopped everything
   * @param compilerNanos time the JIT compilers were on a core; 0 where nobody tells
   */
  public record Reading(
      long records,
      long nanos,
      long streamNanos,
      long processNanos,
      long bytes,
      long pauseMillis,
      long compilerNanos) {

    /** What happened since an earlier moment. */
    public SideSample since(Reading earlier) {
      return new SideSample(
          records - earlier.records,
          nanos - earlier.nanos,
          streamNanos - earlier.streamNanos,
          processNanos - earlier.processNanos,
          bytes - earlier.bytes,
          pauseMillis - earlier.pauseMillis,
          compilerNanos - earlier.compilerNanos);
    }
  }
}
