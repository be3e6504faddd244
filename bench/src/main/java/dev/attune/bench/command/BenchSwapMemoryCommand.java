package dev.attune.bench.command;

import dev.attune.bench.memory.SwapMemoryBench;
import dev.attune.deploy.command.Failure;
import dev.attune.deploy.command.ReportOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "swap-memory",
    description = {
      "Loads and closes this build's release many times while two threads run it,",
      "and measures what that leaves in memory. Needs Linux."
    })
final class BenchSwapMemoryCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ReportOptions report;

  @Option(names = "--swaps", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int swaps = 200;

  @Override
  public Integer call() {
    report.requireWritable();
    if (swaps < 1) {
      throw new Failure("--swaps must be at least 1.");
    }
    if (!Files.exists(Path.of("/proc/self/status"))) {
      throw new Failure("Resident memory is read from /proc/self/status, which is not here.");
    }
    PrintWriter out = spec.commandLine().getOut();
    report.write(new SwapMemoryBench(swaps, report.say(out)).run(), out);
    return 0;
  }
}
