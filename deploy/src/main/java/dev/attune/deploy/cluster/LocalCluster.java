package dev.attune.deploy.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A broker and a registry, started side by side and closed together. Thread-safe. */
public final class LocalCluster implements AutoCloseable {
  private final LocalBroker broker;
  private final LocalRegistry registry;

  private LocalCluster(LocalBroker broker, LocalRegistry registry) {
    this.broker = broker;
    this.registry = registry;
  }

  /** Both on free ports, ready to be used. */
  public static LocalCluster start() {
    return start(0, 0);
  }

  /**
   * Both on the given ports, 0 for any free one, ready to be used.
   *
   * @throws StartupException if a port is taken or a server does not come up; then neither is left
   */
  public static LocalCluster start(int brokerPort, int registryPort) {
    return start(brokerPort, registryPort, Map.of());
  }

  /** Both on free ports, the broker with more settings of its own. */
  public static LocalCluster start(Map<String, String> broker) {
    return start(0, 0, broker);
  }

  private static LocalCluster start(int brokerPort, int registryPort, Map<String, String> more) {
    // Said before anything is started, as it is what happens most.
    Ports.choose(brokerPort, "broker");
    Ports.choose(registryPort, "registry");
    CompletableFuture<LocalRegistry> registry =
        CompletableFuture.supplyAsync(() -> LocalRegistry.start(registryPort));
    LocalBroker broker;
    try {
      broker = LocalBroker.start(brokerPort, more);
    } catch (RuntimeException e) {
      registry.thenAccept(LocalRegistry::close).exceptionally(other -> null).join();
      throw e;
    }
    try {
      return new LocalCluster(broker, registry.join());
    } catch (CompletionException e) {
      broker.close();
      throw e.getCause() instanceof StartupException startup ? startup : e;
    }
  }

  /** The broker's address. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** The address of the registry's Confluent API. */
  public String registryUrl() {
    return registry.url();
  }

  /** A folder for what should be gone when the cluster is, even if this JVM dies. */
  public Path folder() {
    return broker.folder();
  }

  @Override
  public void close() {
    try {
      registry.close();
    } finally {
      broker.close();
    }
  }
}
