package dev.attune.deploy.command;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ProvisionPlan;
import dev.attune.schemas.topics.TopicCatalog;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "init",
    description = {
      "Creates the topics and registers the schemas that Attune needs on a cluster.",
      "Shows what it would do, and does it with --yes. What is there already is never changed."
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions options;

  @Option(names = "--yes", description = "Do it.")
  private boolean yes;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of each personal topic. Default: ${DEFAULT-VALUE}.")
  private int partitions = TopicCatalog.PERSONAL_PARTITIONS;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Replicas of each topic. Default: what the brokers are set to.")
  private short replication = -1;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (partitions < 1) {
      throw new Failure("--partitions must be at least 1, not " + partitions + ".");
    }
    try (Cluster cluster = options.connect()) {
      ProvisionPlan plan = ProvisionPlan.of(cluster, partitions, replication);
      plan.lines().forEach(out::println);
      if (plan.empty()) {
        out.println("Every topic and schema is there; nothing to do.");
      } else if (yes) {
        plan.apply();
        out.println("Done.");
      } else {
        throw new Failure("Nothing was changed; add --yes to do the above.");
      }
    }
    return 0;
  }
}
