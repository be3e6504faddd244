package dev.attune.bench.command;

import dev.attune.bench.pipeline.ScaleBench;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "scale",
    description = {
      "The same events by one, two and four instances of a thread each, with four, two and one",
      "partition: whether an event costs more when instances share the work."
    })
final class BenchScaleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;
  @Mixin private CrowdOptions crowd = new CrowdOptions(20_000, 800_000, 120);

  @Override
  public Integer call() {
    report.requireWritable();
    crowd.check();
    PrintWriter out = spec.commandLine().getOut();
    ScaleBench bench =
        new ScaleBench(crowd.settings(List.of(), 1, 1, Optional.empty()), report.say(out));
    report.write(bench.run(), out);
    return 0;
  }
}
