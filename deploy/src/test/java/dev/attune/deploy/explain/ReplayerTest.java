package dev.attune.deploy.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.explain.Verdict.Outcome;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.topology.engine.DecisionSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was decided is made again from the log, or it is said why it can't be. */
class ReplayerTest {

  private final Recording recording = new Recording();

  @Test
  void shouldMakeEveryDecisionAgain() {
    recording.lives(200);

    assertThat(recording.decisions()).hasSizeGreaterThan(20);
    assertThat(recording.replay()).allMatch(verdict -> verdict.outcome() == Outcome.SAME);
  }

  @Test
  void shouldFindWhenTheUserMovedToAnotherReleaseAndBack() {
    recording.lives(83);
    recording.moveTo("r2");
    recording.lives(120);
    recording.moveTo("r1");
    recording.lives(31);

    assertThat(recording.releases()).containsExactly("r1", "r2", "r1");
    assertThat(recording.replay()).allMatch(verdict -> verdict.outcome() == Outcome.SAME);
  }

  @Test
  void shouldFindAMoveBeforeTheFirstDecision() {
    recording.opens(90);
    recording.moveTo("r2");
    recording.lives(60);

    assertThat(recording.releases()).containsExactly("r2");
    assertThat(recording.replay()).allMatch(verdict -> verdict.outcome() == Outcome.SAME);
  }

  @Test
  void shouldFindWhenTheCatalogChanged() {
    recording.moderate("app:7", ModerationState.REJECTED);
    recording.lives(97);
    recording.moderate("app:7", ModerationState.APPROVED);
    recording.lives(53);
    recording.moveTo("r2");
    recording.lives(3);
    recording.moderate("app:8", ModerationState.REJECTED);
    recording.lives(60);

    assertThat(recording.replay()).allMatch(verdict -> verdict.outcome() == Outcome.SAME);
  }

  @Test
  void shouldMakeAgainWhatAChangeOfTheCatalogCalledFor() {
    recording.lives(80);
    recording.moderate(recording.offered(0), ModerationState.REJECTED);
    recording.refreshes();
    recording.moderate(recording.offered(1), ModerationState.REJECTED);
    recording.moveTo("r2");
    recording.refreshes();
    recording.lives(40);

    assertThat(recording.byCatalog()).isEqualTo(2);
    assertThat(recording.replay()).allMatch(verdict -> verdict.outcome() == Outcome.SAME);
  }

  @Test
  void shouldSayWhichReleaseIsNotAtHandAndGoOnAfterIt() {
    recording.lives(60);
    recording.moveTo("r2");
    recording.lives(60);
    recording.lose("r2");

    List<Verdict> verdicts = recording.replay();

    assertThat(verdicts).extracting(Verdict::outcome).contains(Outcome.SAME, Outcome.IMPOSSIBLE);
    assertThat(verdicts)
        .filteredOn(verdict -> verdict.outcome() != Outcome.SAME)
        .allSatisfy(
            verdict -> {
              assertThat(verdict.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
              assertThat(verdict.details()).contains("There is no r2.");
            });
  }

  @Test
  void shouldSayThatSettingsWereOthers() {
    recording.lives(60);
    DecisionSettings other = DecisionSettings.defaults().withMaximumItems(3);

    assertThat(recording.replay(other))
        .filteredOn(verdict -> verdict.outcome() != Outcome.SAME)
        .isNotEmpty()
        .allSatisfy(
            verdict ->
                assertThat(verdict.details()).anyMatch(detail -> detail.contains("--config")));
  }

  @Test
  void shouldSayThatACatalogIsForgotten() {
    recording.lives(40);
    recording.moderate("app:7", ModerationState.REJECTED);
    recording.lives(1);
    recording.compactCatalog();

    assertThat(recording.replay())
        .anySatisfy(
            verdict ->
                assertThat(verdict.details())
                    .anyMatch(detail -> detail.contains("catalog.items no longer tells of")));
  }

  @Test
  void shouldSayThatTheConsentOfThenIsGone() {
    recording.lives(40);
    recording.loseConsents();

    assertThat(recording.replay())
        .isNotEmpty()
        .allSatisfy(
            verdict -> {
              assertThat(verdict.outcome()).isEqualTo(Outcome.IMPOSSIBLE);
              assertThat(verdict.details())
                  .anyMatch(detail -> detail.contains("The consent of then is gone"));
            });
  }

  @Test
  void shouldSeeADecisionThatTheLogDoesNotCallFor() {
    recording.lives(80);
    recording.forgeLast();

    List<Verdict> verdicts = recording.replay();

    Verdict forged = verdicts.get(verdicts.size() - 1);
    assertThat(forged.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(forged.details()).anyMatch(detail -> detail.startsWith("items["));
    assertThat(verdicts.subList(0, verdicts.size() - 1))
        .allMatch(verdict -> verdict.outcome() == Outcome.SAME);
  }

  @Test
  void shouldSeeAnEventThatWasChanged() {
    recording.lives(80);
    recording.changeAnEvent(30);

    assertThat(recording.replay())
        .anySatisfy(
            verdict -> {
              assertThat(verdict.outcome()).isEqualTo(Outcome.DIFFERENT);
              assertThat(verdict.details())
                  .anyMatch(detail -> detail.startsWith("The profile was another one"));
            });
  }

  @Test
  void shouldKnowNothingOfADecisionInterval() {
    // What is recorded with an interval of a minute is made again with one of a minute only.
    Recording often = new Recording(Duration.ofMinutes(1));
    often.lives(60);

    assertThat(often.replay()).allMatch(verdict -> verdict.outcome() == Outcome.SAME);
    assertThat(often.replay(DecisionSettings.defaults()))
        .anyMatch(verdict -> verdict.outcome() == Outcome.IMPOSSIBLE);
  }
}
