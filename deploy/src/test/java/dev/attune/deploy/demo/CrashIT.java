package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.cluster.ApplicationProcess;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.provision.Addresses;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ProvisionPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real broker, real registry, and an application process that is killed while events flow. */
class CrashIT {
  private static final int KILLS = 3;
  private static final int RATE = 300;
  private static final int MOST_EXTRA_MILLIS = 1_500;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Its own seed each time would be harder to repeat; the moments vary with the machine anyway. */
  private final Random moments = new Random(5);

  @TempDir private Path folder;

  @Test
  void shouldCountEveryEventOnceThoughTheApplicationIsKilled() throws Exception {
    try (LocalCluster local = LocalCluster.start();
        Cluster cluster =
            Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()))) {
      ProvisionPlan.of(cluster, 4, (short) 1).apply();
      Path config = config(cluster);

      // when
      crashRepeatedly(cluster, config);

      // then
      Recomputation.compare(cluster, "crashing", KILLS * RATE);
    }
  }

  private void crashRepeatedly(Cluster cluster, Path config) throws Exception {
    Path log = folder.resolve("application.log");
    Progress progress = new Progress(cluster, "crashing", PATIENCE, () -> {});
    ApplicationProcess application = start(log, config);
    EventStream stream = new EventStream(cluster, RATE);
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        awaitMore(progress, RATE, application);
        // Into the middle of some transaction.
        LockSupport.parkNanos(Duration.ofMillis(moments.nextInt(MOST_EXTRA_MILLIS)).toNanos());
        application.kill();
        application = start(log, config);
      }
      awaitMore(progress, RATE, application);
      stream.stop();
      progress.awaitProcessed();
      assertThat(application.end()).as(application.said()).isZero();
    } finally {
      stream.stop();
      application.close();
    }
  }

  private static ApplicationProcess start(Path log, Path config) throws IOException {
    return ApplicationProcess.start(log, "run", "--config", config.toString());
  }

  /** Waits until so many more records are committed, so that each kill hits a working process. */
  private static void awaitMore(Progress progress, long records, ApplicationProcess application)
      throws IOException {
    long wanted = progress.processed() + records;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (progress.processed() < wanted) {
      assertThat(application.alive()).as(application.said()).isTrue();
      assertThat(System.nanoTime()).as(application.said()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private Path config(Cluster cluster) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "bootstrap.servers=" + cluster.addresses().bootstrapServers(),
                "schema.registry.url=" + cluster.addresses().registryUrl(),
                "application.id=crashing",
                "instance.id=one",
                "threads=2",
                "state.dir=" + folder.resolve("state")));
    Recomputation.SETTINGS.forEach((key, value) -> lines.add(key + "=" + value));
    return Files.write(folder.resolve("attune.properties"), lines);
  }
}
