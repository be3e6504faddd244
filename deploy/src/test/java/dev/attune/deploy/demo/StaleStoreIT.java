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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose files say that they are newer than their values. */
class StaleStoreIT {
  private static final int RATE = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;

  @Test
  void shouldNotGoOnFromProfilesOfThePast() throws Exception {
    try (LocalCluster local = LocalCluster.start();
        Cluster cluster =
            Cluster.connect(new Addresses(local.bootstrapServers(), local.registryUrl()))) {
      ProvisionPlan.of(cluster, 1, (short) 1).apply();
      Path config = config(cluster);
      Progress progress = new Progress(cluster, "stale", PATIENCE, () -> {});
      EventStream stream = new EventStream(cluster, RATE);
      try {
        // given
        runUntilProcessed(progress, config);
        StoreFiles store = StoreFiles.find(folder.resolve("state"), "profiles");
        StoreFiles.Values past = store.read();
        runUntilProcessed(progress, config);
        store.write(past);

        // when
        try (ApplicationProcess application = start(config)) {
          // then
          assertThat(application.awaitEnd()).as(application.said()).isNotZero();
          assertThat(application.said()).contains("start again to restore them");
        }
      } finally {
        stream.stop();
      }
      runUntilProcessed(progress, config);
      Recomputation.compare(cluster, "stale", RATE);
    }
  }

  /** Processes what there is by now, and ends cleanly. */
  private void runUntilProcessed(Progress progress, Path config) throws Exception {
    try (ApplicationProcess application = start(config)) {
      progress.awaitProcessed();
      assertThat(application.end()).as(application.said()).isZero();
    }
  }

  private ApplicationProcess start(Path config) throws IOException {
    return ApplicationProcess.start(
        folder.resolve("application.log"), "run", "--config", config.toString());
  }

  private Path config(Cluster cluster) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "bootstrap.servers=" + cluster.addresses().bootstrapServers(),
                "schema.registry.url=" + cluster.addresses().registryUrl(),
                "application.id=stale",
                "instance.id=one",
                "state.dir=" + folder.resolve("state")));
    Recomputation.SETTINGS.forEach((key, value) -> lines.add(key + "=" + value));
    return Files.write(folder.resolve("attune.properties"), lines);
  }
}
