package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.cluster.ApplicationProcess;
import dev.attune.deploy.ledger.LedgerRow;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.RefusalReason;
import dev.attune.schemas.ledger.Refused;
import dev.attune.schemas.topics.TopicCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real broker, and processes of the application that are killed, stopped and reset. */
class SynthesisIT {
  private static final int RESETS = 3;

  /** A seal stays open for some seconds, so that its transaction can be hit. */
  private static final Map<String, String> SLOW_COMMITS = Map.of("commit.interval", "3s");

  @TempDir private Path folder;

  @Test
  void shouldDrawOnceAndPublishTheSameBytesWhateverHappens() throws Exception {
    try (SynthesisRun run = new SynthesisRun(folder, Map.of())) {
      ApplicationProcess application = run.start("one");
      // Sealed, and not published for some seconds more.
      run.await(application, () -> !run.sealed().isEmpty());
      application.kill();
      String killed = run.sealed().iterator().next();
      assertThat(run.published()).as("killed before").doesNotContainKey(killed);
      application = run.start("one");
      run.await(application, () -> run.published().containsKey(killed));
      run.stopPhones();

      for (int reset = 1; reset <= RESETS; reset++) {
        assertThat(application.end()).as(application.said()).isZero();
        reset(run);
        application = run.start("one");
        int times = reset + 1;
        run.await(application, () -> run.published().getOrDefault(killed, 0) >= times);
      }
      assertThat(application.end()).as(application.said()).isZero();

      run.requireOneOfEach();
    }
  }

  @Test
  void shouldShowNothingOfASealWhoseTransactionIsAborted() throws Exception {
    try (SynthesisRun run = new SynthesisRun(folder, SLOW_COMMITS)) {
      ApplicationProcess application = run.start("one");
      String aborted = run.awaitOpenSeal(application);
      application.kill();
      while (run.sealed().contains(aborted)) {
        // It was committed in the meantime; rarely.
        application = run.start("one");
        aborted = run.awaitOpenSeal(application);
        application.kill();
      }
      assertThat(run.published()).doesNotContainKey(aborted);
      Set<List<Long>> drawnFirst = run.drawn().get(aborted);

      // The broker aborts what the process had open when it comes back.
      application = run.start("one");
      String release = aborted;
      run.await(application, () -> run.published().containsKey(release));
      assertThat(application.end()).as(application.said()).isZero();

      // It was drawn anew, which nobody can see who reads what is committed.
      assertThat(run.drawn().get(release)).hasSize(drawnFirst.size() + 1).containsAll(drawnFirst);
      assertThat(run.published()).containsEntry(release, 1);
      run.requireOneOfEach();
    }
  }

  @Test
  void shouldRefuseWhatAnInstanceDrewThatHadLostItsPlaceUnknowingly() throws Exception {
    Map<String, String> settings =
        Map.of(
            "commit.interval",
            "3s",
            "kafka.main.consumer.session.timeout.ms",
            "6000",
            "kafka.main.consumer.heartbeat.interval.ms",
            "1500");
    try (SynthesisRun run = new SynthesisRun(folder, settings)) {
      ApplicationProcess stale = run.start("stale");
      String release = run.awaitOpenSeal(stale);
      stale.pause();
      ApplicationProcess heir = run.start("heir");
      // The broker gives up on the member, and later on its transaction.
      run.await(heir, () -> run.sealed().contains(release));
      stale.resume();
      Set<String> before = new TreeSet<>(run.sealed());
      // Both live on, and whoever has the task now goes on with the next windows.
      run.await(stale, () -> run.sealed().size() >= before.size() + 3);
      assertThat(heir.alive()).as(heir.said()).isTrue();
      run.await(heir, () -> run.published().containsKey(release));
      assertThat(stale.end()).as(stale.said()).isZero();
      assertThat(heir.end()).as(heir.said()).isZero();

      assertThat(run.drawn().get(release)).as("by both").hasSizeGreaterThan(1);
      run.requireOneOfEach();
    }
  }

  @Test
  void shouldStopReleasesWhenTheBudgetIsSpentAndGoOnRecommending() throws Exception {
    Map<String, String> settings =
        Map.of("synthesis.releases.per.month", "1", "decision.interval", "0s");
    try (SynthesisRun run = new SynthesisRun(folder, settings)) {
      ApplicationProcess application = run.start("one");
      run.await(application, () -> count(run, RefusalReason.MONTH_STOPPED) > 0);
      int recommended = run.read(TopicCatalog.RECOMMENDATIONS).size();
      run.await(
          application, () -> run.read(TopicCatalog.RECOMMENDATIONS).size() > recommended + 50);
      Set<String> sealed = run.sealed();
      run.await(application, () -> run.published().keySet().equals(sealed));
      run.stopPhones();
      assertThat(application.end()).as(application.said()).isZero();

      // One window, of three cohorts; then a stop, said once and why.
      assertThat(run.sealed()).isEqualTo(sealed).hasSize(3);
      assertThat(count(run, RefusalReason.BUDGET_SPENT)).isEqualTo(1);
      assertThat(run.ledger().values())
          .filteredOn(entry -> reason(entry) == RefusalReason.BUDGET_SPENT)
          .allSatisfy(
              entry ->
                  assertThat(((Refused) entry.getDecision()).getDetail())
                      .contains("The budget of " + entry.getMonth() + " is spent"));
      assertThat(LedgerRow.read(run.cluster())).isNotEmpty().allMatch(LedgerRow::stopped);
      assertThat(run.published().keySet()).isEqualTo(sealed);
      run.requireOneOfEach();
    }
  }

  private static long count(SynthesisRun run, RefusalReason reason) {
    return run.ledger().values().stream().filter(entry -> reason(entry) == reason).count();
  }

  private static RefusalReason reason(LedgerEntry entry) {
    return entry.getDecision() instanceof Refused refused ? refused.getReason() : null;
  }

  /** What {@code kafka-streams-application-reset} does, and the folder of the stores with it. */
  private static void reset(SynthesisRun run) throws Exception {
    Admin admin = run.cluster().admin();
    String application = SynthesisRun.APPLICATION;
    admin
        .removeMembersFromConsumerGroup(application, new RemoveMembersFromConsumerGroupOptions())
        .all()
        .get();
    admin.deleteConsumerGroups(List.of(application)).all().get();
    List<String> internal =
        admin.listTopics().names().get().stream()
            .filter(name -> name.startsWith(application + "-"))
            .toList();
    assertThat(internal).isNotEmpty().noneMatch(TopicCatalog.LEDGER.name()::equals);
    admin.deleteTopics(internal).all().get();
    try (Stream<Path> files = Files.walk(run.state("one"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
