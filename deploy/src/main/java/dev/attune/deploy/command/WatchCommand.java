package dev.attune.deploy.command;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.watch.TopicWatcher;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "watch",
    description = "Shows the records of a topic as they come, as text or as JSON lines.")
final class WatchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions options;

  @Parameters(
      paramLabel = "TOPIC",
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}, or a topic's full name.")
  private String topic;

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--from-beginning", description = "Also what is there already.")
  private boolean fromBeginning;

  @Option(names = "--max", paramLabel = "N", description = "End after so many records.")
  private long most = Long.MAX_VALUE;

  @Override
  public Integer call() {
    TopicSpec watched =
        TopicCatalog.byName(topic)
            .orElseThrow(
                () ->
                    new Failure(
                        "There is no topic \"" + topic + "\"; there are " + Names.text() + "."));
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = StopSignal.install();
    try (Cluster cluster = options.connect()) {
      new TopicWatcher(cluster, watched, json)
          // A reader that has seen enough (head) closes the pipe.
          .run(fromBeginning, most, () -> stop.stopped() || out.checkError(), out::println);
    }
    return 0;
  }

  /** The short names of all topics. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return TopicCatalog.all().stream().map(TopicSpec::shortName).iterator();
    }

    static String text() {
      return TopicCatalog.all().stream()
          .map(TopicSpec::shortName)
          .collect(Collectors.joining(", "));
    }
  }
}
