package dev.attune.deploy.command;

import dev.attune.device.replay.RecordedLog;
import dev.attune.device.replay.ReplayMapping;
import dev.attune.evaluate.history.PlainLog;
import dev.attune.evaluate.history.RecordedHistories;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.run.ModelRun;
import dev.attune.models.usage.UsageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who models are evaluated on: simulated users, or those of a recorded log. */
final class EvaluationUsers {

  private static final double TEST_SHARE = 1.0 / 3;

  @Option(
      names = "--seed",
      split = ",",
      paramLabel = "S",
      description =
          "Seeds of the simulated users, below 1000000; users of several are reported one by one"
              + " and together. Default: 5001.")
  private List<Long> seeds = List.of(5001L);

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users of each seed. Default: ${DEFAULT-VALUE}.")
  private int users = 200;

  @Option(
      names = "--days",
      paramLabel = "D",
      description =
          "Simulated days of each user; the last third is the test period. Default:"
              + " ${DEFAULT-VALUE}.")
  private int days = 21;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "Only simulated users of this region: eu, na or apac; or where the log's users are taken"
              + " to live.")
  private String region = "";

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "A recorded log instead of simulated users; without --preset or --mapping a CSV file with"
              + " the columns user, item and timestamp.")
  private @Nullable Path data;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The log's columns are those of a known data set: lsapp or frappe.")
  private @Nullable String preset;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "The log's columns are described in this file of Java properties.")
  private @Nullable Path mapping;

  /** An evaluation on these users. */
  ModelRun run(List<UsageModel> models, Bootstrap bootstrap) throws IOException {
    if (data == null) {
      if (preset != null || mapping != null) {
        throw new Failure("--preset and --mapping describe a log, which --data names.");
      }
      try {
        return ModelRun.simulated(models, seeds, users, days, region, bootstrap);
      } catch (IllegalArgumentException e) {
        throw new Failure(e.getMessage(), e);
      }
    }
    RecordedLog log = RecordedLog.load(readable(data), columns(data));
    if (log.users().isEmpty()) {
      throw new Failure("There is no row in " + data + " that can be used.");
    }
    RecordedHistories histories =
        new RecordedHistories(log, region.isEmpty() ? "log" : region, TEST_SHARE);
    if (!histories.asksInTest()) {
      throw new Failure(
          "No app is opened in the last third of the time of " + data + ", so nothing is tested.");
    }
    return ModelRun.recorded(models, name(data), histories, bootstrap);
  }

  /** The first seed, 0 for a log. */
  long seed() {
    return data == null ? seeds.get(0) : 0;
  }

  /** The names of the groups of users that are reported one by one. */
  List<String> groups() {
    return data == null ? seeds.stream().map(String::valueOf).toList() : List.of(name(data));
  }

  /** Who was asked, for the report. */
  Map<String, String> about(ModelRun run) {
    Map<String, String> about = new LinkedHashMap<>();
    if (data == null) {
      about.put(
          "data",
          users
              + " simulated users of each seed ("
              + seeds.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + ") over "
              + days
              + " days"
              + (region.isEmpty() ? "" : ", region " + region));
      about.put("population", run.populationUsers() + " simulated users of a training seed");
    } else {
      about.put("data", name(data));
      about.put("population", run.populationUsers() + " users of the log before the test period");
    }
    about.put("apps", Integer.toString(run.apps()));
    return about;
  }

  private ReplayMapping columns(Path file) throws IOException {
    if (preset != null && mapping != null) {
      throw new Failure("Give --preset or --mapping, not both.");
    }
    if (mapping != null) {
      return ReplayMapping.load(readable(mapping));
    }
    return preset != null ? ReplayMapping.preset(preset) : PlainLog.mapping(file);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Path readable(Path path) {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new Failure("There is no file " + path + " that can be read.");
    }
    return path;
  }
}
