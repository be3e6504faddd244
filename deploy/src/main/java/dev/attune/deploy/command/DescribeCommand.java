package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.topology.app.TopologyDescription;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "describe",
    description = "Shows the topology: topics, processors and stores, and what flows where.")
final class DescribeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--mermaid", description = "As a Mermaid flow chart, for Markdown.")
  private boolean mermaid;

  @Option(names = "--json", description = "Both forms as one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
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
}
