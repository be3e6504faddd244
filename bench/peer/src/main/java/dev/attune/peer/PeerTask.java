package dev.attune.peer;

import java.nio.file.Path;

/**
 * What the process is told.
 *
 * @param bootstrapServers the broker
 * @param registryUrl the registry
 * @param input topic of events
 * @param output topic of lists
 * @param application names the group and the transactions
 * @param folder for checkpoints
 * @param parallelism subtasks of each operator
 * @param from after how many events measuring begins
 * @param to after how many it ends
 * @param seconds how long either takes at most
 */
record PeerTask(
    String bootstrapServers,
    String registryUrl,
    String input,
    String output,
    String application,
    Path folder,
    int parallelism,
    long from,
    long to,
    int seconds) {

  static PeerTask of(String... words) {
    return new PeerTask(
        words[0],
        words[1],
        words[2],
        words[3],
        words[4],
        Path.of(words[5]),
        Integer.parseInt(words[6]),
        Long.parseLong(words[7]),
        Long.parseLong(words[8]),
        Integer.parseInt(words[9]));
  }
}
