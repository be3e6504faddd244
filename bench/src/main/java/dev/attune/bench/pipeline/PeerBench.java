package dev.attune.bench.pipeline;

import dev.attune.bench.round.Spread;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.NewTopic;

/** Attune beside the same job on Apache Flink, on one broker over the same events, in turns. */
public final class PeerBench {

  private static final double MEASURED_UNTIL = 0.97;
  private static final double GOAL = 1.5;

  private final PipelineSettings settings;
  private final Consumer<String> say;
  private final List<SideSample> attune = new ArrayList<>();
  private final List<SideSample> flink = new ArrayList<>();

  /**
   * @param settings how much; the sides in it are not asked for
   * @param say gets what happens, a line each
   */
  public PeerBench(PipelineSettings settings, Consumer<String> say) {
    this.settings = settings;
    this.say = say;
  }

  /**
   * Measures; many minutes.
   *
   * @throws IllegalStateException if a side fails, or the job on Flink is not built
   */
  public Report run() {
    Instant startedAt = Instant.now();
    PeerJvm peer = PeerJvm.find();
    say.accept("Starting a broker and a registry ...");
    try (FilledCluster cluster = FilledCluster.start(settings.partitions())) {
      say.accept(
          String.format(
              Locale.ROOT, "%,d events of %,d users ...", settings.events(), settings.users()));
      cluster.fill(
          new CrowdLog(settings.seed(), settings.users(), settings.events(), Instant.now()));
      cluster
          .cluster()
          .createTopics(
              List.of(new NewTopic(BareTopologies.OUTPUT, settings.partitions(), (short) 1)));
      SideJvm own = new SideJvm(Optional.empty());
      for (int round = 0; round < settings.rounds(); round++) {
        if (round % 2 == 0) {
          attune.add(told("attune", round, own.run(task(cluster, "attune", round))));
          flink.add(told("flink", round, peer.run(task(cluster, "flink", round))));
        } else {
          flink.add(told("flink", round, peer.run(task(cluster, "flink", round))));
          attune.add(told("attune", round, own.run(task(cluster, "attune", round))));
        }
      }
    }
    return report(startedAt);
  }

  private SideTask task(FilledCluster cluster, String side, int round) {
    // Consents are records that only Attune reads; Flink takes everyone's for granted.
    long consents = side.equals("attune") ? settings.users() : 0;
    String application = "peer-" + side + "-" + round;
    return new SideTask(
        PipelineSide.ATTUNE,
        cluster.cluster().addresses().bootstrapServers(),
        cluster.cluster().addresses().registryUrl(),
        application,
        cluster.folder().resolve(application),
        settings.threads(),
        consents + settings.warmUp(),
        consents + (long) (settings.events() * MEASURED_UNTIL),
        settings.seconds(),
        settings.seconds());
  }

  private SideSample told(String side, int round, SideSample sample) {
    say.accept(
        String.format(
            Locale.ROOT,
            "round %d  %-7s %,9.0f events/s  %6.2f us in all",
            round + 1,
            side,
            sample.rate(),
            sample.processMicros()));
    return sample;
  }

  private Report report(Instant startedAt) {
    int rounds = attune.size();
    double[] perCore = new double[rounds];
    double[] rate = new double[rounds];
    List<List<?>> rows = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      perCore[i] = flink.get(i).processMicros() / attune.get(i).processMicros();
      rate[i] = attune.get(i).rate() / flink.get(i).rate();
      rows.add(List.of("attune", i + 1, attune.get(i).rate(), attune.get(i).processMicros()));
      rows.add(List.of("flink", i + 1, flink.get(i).rate(), flink.get(i).processMicros()));
    }
    List<Figure> figures =
        List.of(
            figure("peer.ratio.attune_to_flink", "ratio", perCore).atLeast(GOAL),
            figure("peer.ratio.attune_to_flink_wall", "ratio", rate),
            figure("peer.cpu.attune", "us", micros(attune)),
            figure("peer.cpu.flink", "us", micros(flink)));
    Map<String, String> tables =
        Map.of(
            "workload",
            String.format(
                Locale.ROOT,
                "%,d events of %,d users, the first %,d to warm up; %d partitions, parallelism %d",
                settings.events(),
                settings.users(),
                settings.warmUp(),
                settings.partitions(),
                settings.threads()));
    return new Report(
        "bench peer",
        settings.seed(),
        startedAt,
        figures,
        tables,
        List.of(
            new Table(
                "rounds", List.of("side", "round", "events a second", "us of the process"), rows)));
  }

  private static double[] micros(List<SideSample> samples) {
    return samples.stream().mapToDouble(SideSample::processMicros).toArray();
  }

  private static Figure figure(String name, String unit, double... values) {
    Spread spread = Spread.of(values);
    return new Figure(name, spread.median(), unit).between(spread.low(), spread.high());
  }
}
