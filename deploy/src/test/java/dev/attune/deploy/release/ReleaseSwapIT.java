package dev.attune.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Real broker, real registry, events that flow, and releases that come and go meanwhile. */
class ReleaseSwapIT {

  private static final int USERS = 80;
  private static final int RATE = 200;

  @Test
  void shouldGoOnWhileReleasesComeAndGo() {
    // When
    SwapStory.Outcome outcome = new SwapStory(USERS, RATE, System.out::println).run();

    // Then
    System.out.println(outcome);
    assertThat(outcome.sent()).isPositive().isEqualTo(outcome.counted());
    assertThat(outcome.lists()).isPositive();
    assertThat(outcome.invalid()).isZero();
    assertThat(outcome.movedUsers()).isPositive();
    assertThat(outcome.reasons())
        .containsEntry("flipped-byte", "refused: wrong_hash")
        .containsEntry("wrong-shape", "refused: shape")
        .containsEntry("not-numbers", "refused: not_finite")
        .containsEntry("slow-graph", "refused: too_slow")
        .containsEntry("sometimes-not-numbers", "taken-back: not_finite");
    assertThat(outcome.onTheTopic()).containsOnlyKeys(outcome.reasons().keySet());
    assertThat(outcome.onTheTopic().get("flipped-byte"))
        .startsWith("WRONG_HASH: ")
        .contains("update.onnx");
  }
}
