package dev.attune.deploy.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker (KRaft, broker and controller in one) in a child JVM, on loopback, with its
 * data in a temporary folder that is gone once closed or once this JVM ends. Thread-safe.
 */
public final class LocalBroker implements AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(120);
  private static final List<String> FLAGS =
      List.of(
          "-Xmx768m",
          "-XX:+UseSerialGC",
          "-Xshare:auto",
          "-Dlogback.configurationFile=dev/attune/deploy/cluster/server-logback.xml");

  private final ChildJvm child;
  private final int port;
  private final Path folder;

  private LocalBroker(ChildJvm child, int port, Path folder) {
    this.child = child;
    this.port = port;
    this.folder = folder;
  }

  /** A broker on a free port, ready to be used. */
  public static LocalBroker start() {
    return start(0);
  }

  /**
   * A broker on the given port, ready to be used.
   *
   * @param port the port to listen on; 0 for any free one
   * @throws StartupException if the port is taken or the broker does not come up
   */
  public static LocalBroker start(int port) {
    return start(port, Map.of());
  }

  /** The same with more of the broker's own settings. */
  static LocalBroker start(int port, Map<String, String> more) {
    int chosen = Ports.choose(port, "broker");
    int controller = Ports.choose(0, "controller");
    TemporaryFolder folder = TemporaryFolder.create("broker");
    Properties properties = properties(chosen, controller, folder.path());
    properties.putAll(more);
    Path file = write(properties, folder.path());
    ChildJvm child =
        ChildJvm.start(
            "broker",
            folder,
            JavaRuntime.classPath(),
            FLAGS,
            List.of(BrokerMain.class.getName(), file.toString()));
    LocalBroker broker = new LocalBroker(child, chosen, folder.path());
    child.awaitReady(READY_TIMEOUT, broker::ready);
    return broker;
  }

  /** The address clients connect to first. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /**
   * Its folder, for what else should be gone when it is: the broker removes it even if this JVM
   * dies.
   */
  public Path folder() {
    return folder;
  }

  long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
  }

  private boolean ready() {
    if (!Ports.answers(port)) {
      return false;
    }
    Map<String, Object> config =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            5_000,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            5_000);
    try (Admin admin = Admin.create(config)) {
      return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Properties properties(int port, int controller, Path folder) {
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
            "advertised.listeners",
                "PLAINTEXT://localhost:" + port + ",CONTROLLER://localhost:" + controller,
            "controller.listener.names", "CONTROLLER",
            "controller.quorum.bootstrap.servers", "localhost:" + controller,
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs", folder.resolve("data").toString(),
            "auto.create.topics.enable", "false"));
    // A single broker: nothing is replicated, and nobody else is waited for.
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.put(topic + ".replication.factor", "1");
      properties.put(topic + ".num.partitions", "4");
    }
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // A crashed application's transaction is given up soon after its timeout.
    properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // A small machine: the defaults are for a server.
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024));
    return properties;
  }

  private static Path write(Properties properties, Path folder) {
    Path file = folder.resolve("broker.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
