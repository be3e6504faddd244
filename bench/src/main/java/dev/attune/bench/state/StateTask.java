package dev.attune.bench.state;

import dev.attune.bench.pipeline.FilledCluster;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a side's JVM is told.
 *
 * @param bootstrapServers the broker
 * @param registryUrl the registry
 * @param state the folder of the stores
 * @param threads stream threads
 * @param from after how many events measuring begins
 * @param to after how many it ends
 * @param seconds how long each part takes at most
 */
record StateTask(
    String bootstrapServers,
    String registryUrl,
    Path state,
    int threads,
    long from,
    long to,
    int seconds) {

  static Map<String, String> addresses(FilledCluster cluster) {
    return Map.of(
        "bootstrap.servers", cluster.cluster().addresses().bootstrapServers(),
        "schema.registry.url", cluster.cluster().addresses().registryUrl());
  }

  static String changelog(String application) {
    return application + "-profiles-changelog";
  }

  /** What the product runs with, and what must be said. */
  Map<String, String> config() {
    Map<String, String> config = new HashMap<>();
    config.put("bootstrap.servers", bootstrapServers);
    config.put("schema.registry.url", registryUrl);
    config.put("application.id", FilledStore.APPLICATION);
    config.put("state.dir", state.toString());
    config.put("threads", Integer.toString(threads));
    return config;
  }

  List<String> arguments() {
    return List.of(
        bootstrapServers,
        registryUrl,
        state.toString(),
        Integer.toString(threads),
        Long.toString(from),
        Long.toString(to),
        Integer.toString(seconds));
  }

  static StateTask of(String... words) {
    return new StateTask(
        words[0],
        words[1],
        Path.of(words[2]),
        Integer.parseInt(words[3]),
        Long.parseLong(words[4]),
        Long.parseLong(words[5]),
        Integer.parseInt(words[6]));
  }
}
