package dev.attune.deploy.command;

import dev.attune.deploy.demo.Demo;
import dev.attune.deploy.demo.DemoSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Shows everything at work: a real broker and registry, the stream application, and simulated"
          + " phones that answer back. Leaves nothing behind.",
      "In a second terminal: attune watch recommendations"
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private CrowdOptions crowd;
  @Mixin private PipelineOptions pipeline;
  @Mixin private ReportOptions report;

  @Option(
      names = "--deterministic",
      description =
          "Phones and pipeline take turns: the same seed gives the same decisions, byte for byte.")
  private boolean deterministic;

  @Override
  public Integer call() {
    DemoSettings settings = crowd.settings(deterministic);
    report.requireWritable();
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = StopSignal.install();
    Demo demo =
        new Demo(
            settings,
            report.kept() || deterministic,
            Views.of(report.json()),
            stop::stopped,
            report.say(out));
    report.write(demo.run(pipeline.settings()), out);
    return 0;
  }
}
