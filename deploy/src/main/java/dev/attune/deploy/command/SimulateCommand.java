package dev.attune.deploy.command;

import dev.attune.deploy.demo.Demo;
import dev.attune.deploy.demo.DemoSettings;
import dev.attune.deploy.provision.Cluster;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "simulate",
    description = {
      "Simulates phones that send to a cluster and answer what comes back.",
      "Puts the simulator's catalog on the cluster first."
    })
final class SimulateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions options;
  @Mixin private CrowdOptions crowd;
  @Mixin private ReportOptions report;

  @Option(
      names = "--application",
      paramLabel = "ID",
      description =
          "The application.id on the cluster, to wait for at the end. Default: ${DEFAULT-VALUE}.")
  private String application = "attune";

  @Override
  public Integer call() {
    DemoSettings settings = crowd.settings(false);
    report.requireWritable();
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = StopSignal.install();
    Demo demo =
        new Demo(settings, report.kept(), Views.of(report.json()), stop::stopped, report.say(out));
    try (Cluster cluster = options.connect()) {
      report.write(demo.run(cluster, application), out);
    }
    return 0;
  }
}
