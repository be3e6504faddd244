package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.explain.DecisionReplay;
import dev.attune.deploy.explain.ReleaseLibrary;
import dev.attune.deploy.explain.Verdict;
import dev.attune.deploy.explain.Verdict.Outcome;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.release.ReleaseReader;
import dev.attune.topology.app.AttuneConfig;
import dev.attune.topology.app.ModelReleases;
import dev.attune.topology.stream.TopologySettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay-decision",
    description = {
      "Makes decisions again from the log, with the production engine, and compares bytes. Says what",
      "differs, or what is no longer at hand. Ends with 0 when all came out the same."
    })
final class ReplayDecisionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions options;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration of the application that decided, for its settings and its model"
              + " release. Default: default settings and the built-in release. Releases that are"
              + " published on the cluster are found there.")
  private @Nullable Path config;

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description =
          "A model release that decided and is not published on the cluster: built-in, fallback,"
              + " or a release's folder. May be given several times.")
  private List<String> names = List.of();

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = "Public keys whose model releases are trusted besides those of this build.")
  private @Nullable Path trustedKeys;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  /** Which decisions. */
  static final class Which {
    @Parameters(paramLabel = "ID", description = "A decision's id, as attune explain shows it.")
    private @Nullable String id;

    @Option(names = "--last", paramLabel = "N", description = "The last N decisions.")
    private int last;

    @Option(names = "--sample", paramLabel = "N", description = "N decisions spread over all.")
    private int sample;

    List<Verdict> of(DecisionReplay replay) {
      if (id != null) {
        String wanted = id;
        return List.of(
            replay
                .one(id.toLowerCase(Locale.ROOT))
                .orElseThrow(
                    () -> new Failure("The audit log has no decision \"" + wanted + "\".")));
      }
      if (Math.max(last, sample) < 1) {
        throw new Failure("At least one decision must be asked for.");
      }
      List<Verdict> verdicts = last > 0 ? replay.last(last) : replay.sample(sample);
      if (verdicts.isEmpty()) {
        throw new Failure("Nothing was decided for anyone yet.");
      }
      return verdicts;
    }
  }

  @Override
  public Integer call() {
    Optional<AttuneConfig> configured = Optional.ofNullable(config).map(AttuneConfig::load);
    TopologySettings settings =
        configured.map(AttuneConfig::topology).orElse(TopologySettings.defaults());
    List<String> all = new ArrayList<>(names);
    if (all.isEmpty()) {
      all.add(configured.map(AttuneConfig::modelRelease).orElse(AttuneConfig.BUILT_IN));
    }
    Optional<Path> keys =
        Optional.ofNullable(trustedKeys)
            .or(() -> configured.flatMap(AttuneConfig::trustedKeysFile));
    try (Cluster cluster = options.connect();
        ReleaseLibrary releases =
            new ReleaseLibrary(all, ModelReleases.trusted(keys), ReleaseReader.read(cluster))) {
      DecisionReplay replay =
          new DecisionReplay(cluster, settings.decisions(), settings.maxFuture(), releases);
      return tell(which.of(replay));
    }
  }

  private int tell(List<Verdict> verdicts) {
    PrintWriter out = spec.commandLine().getOut();
    long same = count(verdicts, Outcome.SAME);
    if (json) {
      out.println(toJson(verdicts, same));
    } else {
      for (Verdict verdict : verdicts) {
        out.println(verdict.decision() + "  " + verdict.outcome().name().toLowerCase(Locale.ROOT));
        verdict.details().forEach(detail -> out.println("    " + detail));
      }
      out.println(same + " of " + verdicts.size() + " came out the same, byte for byte.");
      tell(out, verdicts, Outcome.IMPOSSIBLE, "can't be made again");
      tell(out, verdicts, Outcome.DIFFERENT, "came out otherwise");
    }
    return same == verdicts.size() ? 0 : 1;
  }

  private static void tell(
      PrintWriter out, List<Verdict> verdicts, Outcome outcome, String inWords) {
    long count = count(verdicts, outcome);
    if (count > 0) {
      out.println(count + " of " + verdicts.size() + " " + inWords + "; above is why.");
    }
  }

  private static long count(List<Verdict> verdicts, Outcome outcome) {
    return verdicts.stream().filter(one -> one.outcome() == outcome).count();
  }

  private static ObjectNode toJson(List<Verdict> verdicts, long same) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("asked", verdicts.size())
        .put("same", same)
        .put("different", count(verdicts, Outcome.DIFFERENT))
        .put("impossible", count(verdicts, Outcome.IMPOSSIBLE));
    ArrayNode list = root.putArray("decisions");
    for (Verdict verdict : verdicts) {
      ObjectNode one = list.addObject();
      one.put("decision", verdict.decision());
      one.put("outcome", verdict.outcome().name().toLowerCase(Locale.ROOT));
      ArrayNode details = one.putArray("details");
      verdict.details().forEach(details::add);
    }
    return root;
  }
}
