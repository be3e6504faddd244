package dev.attune.deploy.command;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.training.RecordedExport;
import dev.attune.deploy.training.RecordedRequest;
import dev.attune.deploy.training.TrainingSetExport;
import dev.attune.deploy.training.TrainingSetRequest;
import dev.attune.device.replay.RecordedLog;
import dev.attune.models.training.DataClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What to learn from: simulated phones unless a recorded log or a cluster is named. */
final class TrainingDataOptions {
  private static final int PROGRESS_STEPS = 20;
  private static final List<String> OF_SIMULATION = List.of("--users", "--days", "--offered");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--users",
      defaultValue = "1600",
      paramLabel = "N",
      description =
          "How many users are simulated, and to train three times as many newcomers"
              + " (default: ${DEFAULT-VALUE}).")
  private int users;

  @Option(
      names = "--days",
      defaultValue = "21",
      paramLabel = "D",
      description = "How many simulated days of each (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      defaultValue = "" + TrainingSetRequest.FIRST_TRAINING_SEED,
      paramLabel = "S",
      description =
          "Of the simulation, and of what is drawn from events; below 1000000 is for evaluation"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--offered",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      description =
          "The share of simulated users who are offered random items; 0 for evaluation (default: ${DEFAULT-VALUE}).")
  private double offered;

  @Option(
      names = "--samples-per-user",
      defaultValue = "200",
      paramLabel = "N",
      description = "The most ranking samples of one user (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Only users of this region, such as eu.")
  private String region = "";

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description =
          "Learn from a recorded log; say what its columns are with --preset or --mapping.")
  private @Nullable Path log;

  @ArgGroup private @Nullable LogColumns columns;

  @Option(
      names = "--from-topic",
      description =
          "Learn from what is on the cluster, of users whose consent grants MODEL_TRAINING.")
  private boolean fromTopic;

  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--data-class",
      paramLabel = "CLASS",
      description =
          "What recorded data is: public, private-dp or private. Events from a topic are private"
              + " unless said otherwise.")
  private @Nullable String dataClass;

  @Option(
      names = "--min-users",
      paramLabel = "N",
      description =
          "Recorded items of fewer users are not named in the vocabulary (default: ${DEFAULT-VALUE}).")
  private int minUsers = RecordedRequest.USUAL_MIN_USERS;

  /** Whether events were recorded, not simulated. */
  boolean recorded() {
    return log != null || fromTopic;
  }

  /** The region asked for, or nothing. */
  String region() {
    return region;
  }

  /** The seed. */
  long seed() {
    return seed;
  }

  /** Takes a smaller simulation than usual, where nothing else was asked for. */
  void simulateLess(int fewUsers, int fewDays) {
    users = matched("--users") ? users : fewUsers;
    days = matched("--days") ? days : fewDays;
  }

  /** Everything that decides what the training set holds, to tell whether one is there already. */
  String describe() {
    return String.join(
        " ",
        recorded() ? "recorded" : "simulated",
        log == null ? "" : log.toAbsolutePath().toString(),
        fromTopic ? "topic" : "",
        "users=" + users,
        "days=" + days,
        "seed=" + seed,
        "offered=" + offered,
        "samples=" + samples,
        "region=" + region,
        "class=" + dataClass,
        "minUsers=" + minUsers);
  }

  /** Fails where options contradict each other; nothing is read yet. */
  void check() {
    if (log != null && fromTopic) {
      throw misused("--log and --from-topic are two sources; give one");
    }
    if (columns != null && log == null) {
      throw misused("--preset and --mapping describe a log: give --log");
    }
    if (log != null && columns == null) {
      throw misused("what are the columns of " + log + "? Give --preset or --mapping");
    }
    if (log != null && !region.isEmpty()) {
      throw misused("a log says nothing of regions: leave --region out, or cut the log by region");
    }
    if (recorded()) {
      for (String option : OF_SIMULATION) {
        if (matched(option)) {
          throw misused(option + " is of simulated users, but the events are recorded");
        }
      }
      dataClass();
    } else if (dataClass != null && !dataClass.equals(DataClass.SIMULATED.label())) {
      throw misused("simulated users are of the data class simulated, not " + dataClass);
    }
  }

  /**
   * Writes the training set.
   *
   * @param say gets what happens, a line each
   */
  void export(Path out, Consumer<String> say) throws IOException {
    check();
    try {
      if (log != null && columns != null) {
        RecordedLog read = RecordedLog.load(Readable.require(log), columns.mapping());
        new RecordedExport(recorded(out), say).run(read);
      } else if (fromTopic) {
        try (Cluster connected = cluster.connect()) {
          new RecordedExport(recorded(out), say).run(connected, region);
        }
      } else {
        new TrainingSetExport(simulated(out)).run(progress(say));
      }
    } catch (IllegalArgumentException e) {
      throw new Failure(sentence(e), e);
    }
  }

  private TrainingSetRequest simulated(Path out) {
    try {
      return new TrainingSetRequest(
          users,
          days,
          seed,
          TrainingSetRequest.USUAL_START,
          offered,
          samples,
          TrainingSetRequest.USUAL_CANDIDATES,
          region,
          out);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private RecordedRequest recorded(Path out) {
    return new RecordedRequest(
        seed, samples, TrainingSetRequest.USUAL_CANDIDATES, minUsers, dataClass(), out);
  }

  private DataClass dataClass() {
    if (dataClass == null) {
      if (fromTopic) {
        return DataClass.PRIVATE;
      }
      throw misused("what is in the log? Give --data-class public, private-dp or private");
    }
    try {
      DataClass given = DataClass.of(dataClass);
      if (given == DataClass.SIMULATED) {
        throw misused(
            "recorded events are not simulated: --data-class is public, private-dp or private");
      }
      return given;
    } catch (IllegalArgumentException e) {
      throw misused(String.valueOf(e.getMessage()));
    }
  }

  private IntConsumer progress(Consumer<String> say) {
    return done -> {
      if (done * PROGRESS_STEPS / users != (done - 1) * PROGRESS_STEPS / users) {
        say.accept(done + " of " + users + " users simulated");
      }
    };
  }

  private boolean matched(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  private ParameterException misused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static String sentence(IllegalArgumentException e) {
    String text = String.valueOf(e.getMessage());
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
