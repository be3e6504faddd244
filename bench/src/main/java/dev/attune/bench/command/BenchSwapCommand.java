package dev.attune.bench.command;

import dev.attune.bench.swap.SwapBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "swap",
    description = {
      "Gives a running pipeline a new release at 10%%, then for everyone, then broken",
      "ones: the longest time that events waited, and why the broken ones were not used."
    })
final class BenchSwapCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(names = "--users", description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 80;

  @Option(names = "--rate", description = "Events a second. Default: ${DEFAULT-VALUE}.")
  private int rate = 200;

  @Override
  public Integer call() {
    report.requireWritable();
    if (users < 1 || rate < 1) {
      throw new Failure("--users and --rate must be at least 1.");
    }
    PrintWriter out = spec.commandLine().getOut();
    report.write(new SwapBench(users, rate, report.say(out)).run(), out);
    return 0;
  }
}
