package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.topology.app.TopologyDescription;
import dev.attune.topology.memory.JvmMemory;
import dev.attune.topology.memory.MemoryPlan;
import dev.attune.topology.memory.MemorySize;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "describe",
    description = {
      "Shows the topology: topics, processors and stores, and what flows where. With --memory, how",
      "an amount of memory is shared out within a process."
    })
final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--mermaid", description = "As a Mermaid flow chart, for Markdown.")
  private boolean mermaid;

  @Option(names = "--json", description = "Both forms as one JSON object.")
  private boolean json;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "A value of memory.max, such as 2g: how it is shared out, and the JVM's flags.")
  private @Nullable String memory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "With --memory: how many threads process partitions. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Override
  public Integer call() {
    if (memory != null) {
      MemoryPlan plan = plan(memory, threads);
      PrintWriter out = spec.commandLine().getOut();
      out.print(plan.text());
      out.println("  " + String.join(" ", plan.jvmFlags()));
      return 0;
    }
    TopologyDescription topology = TopologyDescription.ofDefaults();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper()
              .createObjectNode()
              .put("text", topology.text())
              .put("mermaid", topology.mermaid()));
    } else {
      out.print(mermaid ? topology.mermaid() : topology.text());
      out.flush();
    }
    return 0;
  }

  private static MemoryPlan plan(String memory, int threads) {
    if (threads < 1) {
      throw new Failure("--threads must be at least 1.");
    }
    try {
      return MemoryPlan.of(MemorySize.parse(memory, JvmMemory.machineBytes()), threads);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new Failure("--memory " + memory + ": " + e.getMessage() + ".");
    }
  }
}
