package dev.attune.peer;

import com.sun.management.OperatingSystemMXBean;
import dev.attune.schemas.wire.AvroLimits;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs the job in this process and prints what it took between two marks, in the form that {@code
 * SideSample} of bench reads; threads, allocations and collections are not told apart (0).
 */
public final class PeerMain {

  private static final long LOOK_NANOS = 10_000_000;

  private PeerMain() {}

  /**
   * @param arguments the words of a {@link PeerTask}
   */
  public static void main(String[] arguments) throws Exception {
    AvroLimits.apply();
    PeerTask task = PeerTask.of(arguments);
    StreamExecutionEnvironment environment = PeerJob.environment(task.parallelism(), task.folder());
    PeerJob.build(environment, task);
    JobClient job = environment.executeAsync("peer");
    await(job, task.from(), task.seconds());
    long events = PersonalizeOperator.PROCESSED.sum();
    long wall = System.nanoTime();
    long cpu = cpu();
    await(job, task.to(), task.seconds());
    System.out.printf(
        "sample %d %d 0 %d 0 0 0%n",
        PersonalizeOperator.PROCESSED.sum() - events, System.nanoTime() - wall, cpu() - cpu);
    job.cancel().get();
    System.exit(0);
  }

  private static void await(JobClient job, long events, int seconds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (PersonalizeOperator.PROCESSED.sum() < events && System.nanoTime() < end) {
      if (job.getJobStatus().get().isGloballyTerminalState()) {
        job.getJobExecutionResult().get();
        throw new IllegalStateException("the job has ended");
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
