package dev.attune.bench.state;

import dev.attune.bench.round.Spread;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.topology.memory.MemoryPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Gives one instance, with the settings and the memory it has by default, the profiles of many
 * users and measures what that costs, beside an instance with few users, in turns.
 */
public final class StateBench {

  private static final double WARM_UP = 0.3;
  private static final double MEASURED_UNTIL = 0.97;

  /** Of a round, so much is between the marks; the changelog grows in all of it. */
  private static final double MEASURED_SHARE = (MEASURED_UNTIL - WARM_UP) / MEASURED_UNTIL;

  private static final double MEMORY_GOAL = 1536;
  private static final double DISK_GOAL = 1400;
  private static final double RESTORE_GOAL = 120;
  private static final double RATIO_GOAL = 0.6;

  private final StateSettings settings;
  private final Consumer<String> say;
  private final List<StateSample> many = new ArrayList<>();
  private final List<StateSample> few = new ArrayList<>();

  /**
   * @param say gets what happens, a line each
   */
  public StateBench(StateSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Measures; many minutes.
   *
   * @throws IllegalStateException if a side fails
   */
  public Report run() {
    Instant startedAt = Instant.now();
    say.accept(String.format(Locale.ROOT, "%,d lives are lived ...", settings.lives()));
    LivedProfiles lived = LivedProfiles.of(settings);
    double profileBytes =
        lived.profiles().stream().mapToInt(bytes -> bytes.length).average().orElseThrow();
    say.accept(
        String.format(
            Locale.ROOT,
            "%,d profiles of %.0f bytes on average; now %,d users, and %,d",
            lived.profiles().size(),
            profileBytes,
            settings.users(),
            settings.fewUsers()));
    try (FilledStore large = new FilledStore(settings, settings.users(), lived);
        FilledStore small = new FilledStore(settings, settings.fewUsers(), lived)) {
      String changelog = StateTask.changelog(FilledStore.APPLICATION);
      long filled = large.logBytes(changelog);
      for (int round = 0; round < settings.rounds(); round++) {
        // In another order each round.
        if (round % 2 == 0) {
          many.add(run(large, settings.users(), round));
          few.add(run(small, settings.fewUsers(), round));
        } else {
          few.add(run(small, settings.fewUsers(), round));
          many.add(run(large, settings.users(), round));
        }
      }
      long processed = many.stream().mapToLong(sample -> sample.work().records()).sum();
      List<Figure> traffic =
          List.of(
              new Figure("state.profile_bytes", profileBytes, "bytes"),
              new Figure(
                  "state.changelog_bytes_per_user", (double) filled / settings.users(), "bytes"),
              new Figure(
                  "state.changelog_bytes_per_event",
                  (large.logBytes(changelog) - filled) * MEASURED_SHARE / processed,
                  "bytes"),
              new Figure(
                  "state.event_bytes",
                  (double) large.logBytes(TopicCatalog.USAGE_EVENTS.name()) / settings.allEvents(),
                  "bytes"));
      return report(startedAt, traffic, diskBytes(state(large)));
    }
  }

  private static Path state(FilledStore store) {
    return store.cluster().folder().resolve("state");
  }

  private StateSample run(FilledStore store, int users, int round) {
    Map<String, String> addresses = StateTask.addresses(store.cluster());
    StateTask task =
        new StateTask(
            String.valueOf(addresses.get("bootstrap.servers")),
            String.valueOf(addresses.get("schema.registry.url")),
            state(store),
            settings.threads(),
            (long) (settings.events() * WARM_UP),
            (long) (settings.events() * MEASURED_UNTIL),
            settings.seconds());
    Optional<Path> recording =
        settings
            .recordings()
            .map(folder -> folder.resolve("state-" + users + "-" + round + ".jfr"));
    StateSample sample = new StateJvm().run(task, recording);
    say.accept(
        String.format(
            Locale.ROOT,
            "round %d  %,9d users  %,8.0f events/s  %6.2f us in all  started in %.1f s"
                + "  %,d MiB at most  %.0f bytes of disk a user",
            round + 1,
            users,
            sample.work().rate(),
            sample.work().processMicros(),
            sample.startMillis() / 1e3,
            sample.peakKib() >> 10,
            (double) diskBytes(state(store)) / users));
    return sample;
  }

  private Report report(Instant startedAt, List<Figure> traffic, long disk) {
    double peak = many.stream().mapToLong(StateSample::peakKib).max().orElseThrow() / 1024.0;
    double[] rates = new double[many.size()];
    double[] costs = new double[many.size()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = many.get(i).work().rate() / few.get(i).work().rate();
      costs[i] = few.get(i).work().processMicros() / many.get(i).work().processMicros();
    }
    List<Figure> figures = new ArrayList<>();
    figures.addAll(
        List.of(
            new Figure("state.rss_mib", peak, "MiB").atMost(MEMORY_GOAL),
            new Figure("state.disk_bytes_per_user", (double) disk / settings.users(), "bytes")
                .atMost(DISK_GOAL),
            new Figure("state.restore_s", many.get(0).startMillis() / 1e3, "s")
                .atMost(RESTORE_GOAL),
            ratio("state.ratio.million_to_ten_thousand", rates).atLeast(RATIO_GOAL),
            ratio("state.ratio.million_to_ten_thousand_cpu", costs)));
    figures.addAll(traffic);
    Map<String, String> tables =
        Map.of(
            "workload",
            String.format(
                Locale.ROOT,
                "%,d users and %,d, %,d events a round in sessions of 4; %d partitions, %d stream"
                    + " threads",
                settings.users(),
                settings.fewUsers(),
                settings.events(),
                settings.partitions(),
                settings.threads()),
            "memory",
            MemoryPlan.byDefault(settings.threads()).line());
    return new Report(
        "bench state", settings.seed(), startedAt, figures, tables, List.of(rounds()));
  }

  private static Figure ratio(String name, double... ratios) {
    Spread spread = Spread.of(ratios);
    return new Figure(name, spread.median(), "ratio").between(spread.low(), spread.high());
  }

  private Table rounds() {
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < many.size(); i++) {
      rows.add(row(i, settings.users(), many.get(i)));
      rows.add(row(i, settings.fewUsers(), few.get(i)));
    }
    return new Table(
        "rounds",
        List.of(
            "round",
            "users",
            "events a second",
            "us of stream threads",
            "us of the process",
            "JIT compilers of these",
            "seconds collecting",
            "started in s",
            "peak MiB"),
        rows);
  }

  private static List<?> row(int round, int users, StateSample sample) {
    return List.of(
        round + 1,
        users,
        sample.work().rate(),
        sample.work().streamMicros(),
        sample.work().processMicros(),
        sample.work().compilerMicros(),
        sample.work().pauseMillis() / 1e3,
        sample.startMillis() / 1e3,
        sample.peakKib() >> 10);
  }

  private static long diskBytes(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      long sum = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        sum += Files.size(file);
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
