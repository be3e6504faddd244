package dev.attune.deploy.cluster;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The broker's child process: formats its new data folder, then serves. One argument: its
 * properties.
 */
final class BrokerMain {
  private BrokerMain() {}

  public static void main(String[] args) {
    String[] format = {"format", "--standalone", "-t", Uuid.randomUuid().toString(), "-c", args[0]};
    int code = StorageTool.execute(format, System.out);
    if (code != 0) {
      System.exit(code);
    }
    Kafka.main(args);
  }
}
