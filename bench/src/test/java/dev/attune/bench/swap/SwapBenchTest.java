package dev.attune.bench.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.attune.deploy.release.SwapStory.Outcome;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The story itself is tested in deploy. */
class SwapBenchTest {

  @Test
  void shouldHoldPausesAgainstTheCommitInterval() {
    Report report = SwapBench.report(outcome(150, 410), Instant.EPOCH);

    assertThat(report.figures())
        .filteredOn(figure -> figure.reach() != null)
        .extracting(Figure::name, Figure::met)
        .containsExactly(
            tuple("swap.longest_pause", false),
            tuple("swap.longest_batch", true),
            tuple("swap.invalid", true),
            tuple("swap.lost", false));
  }

  @Test
  void shouldNotCountTheCommitIntervalAsAPause() {
    assertThat(SwapBench.report(outcome(150, 330), Instant.EPOCH).figures())
        .filteredOn(figure -> figure.name().equals("swap.longest_pause"))
        .singleElement()
        .satisfies(
            pause -> {
              assertThat(pause.value()).isEqualTo(130);
              assertThat(pause.met()).isTrue();
            });
  }

  @Test
  void shouldShowWhyBrokenReleasesAreNotUsed() {
    assertThat(SwapBench.report(outcome(1, 2), Instant.EPOCH).details())
        .singleElement()
        .satisfies(
            table ->
                assertThat(table.rows().get(0).toString())
                    .isEqualTo("[flipped, refused: wrong_hash, WRONG_HASH: update.onnx]"));
  }

  private static Outcome outcome(double batch, double pause) {
    return new Outcome(
        100,
        99,
        0,
        7,
        12,
        pause,
        10,
        batch,
        200,
        40,
        Map.of("flipped", "refused: wrong_hash"),
        Map.of("flipped", "WRONG_HASH: update.onnx"));
  }
}
