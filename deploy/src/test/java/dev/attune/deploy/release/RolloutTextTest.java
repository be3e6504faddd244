package dev.attune.deploy.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.rollout.Rollout;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutTextTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Rollout R1 = Rollout.everyone("r1", NOON, "me");

  @Test
  void shouldSayWhoGetsWhat() {
    Rollout shared =
        R1.withShare("r2", Optional.empty(), 100, NOON, "me")
            .withShare("r3", Optional.of("eu"), 5, NOON, "me");

    assertThat(RolloutText.of(R1)).isEqualTo("everywhere: r1 100%");
    assertThat(RolloutText.of(shared))
        .isEqualTo("eu: r2 10%, r3 0.5%, r1 89.5%; elsewhere: r2 10%, r1 90%");
    assertThat(RolloutText.of(R1.withShare("r2", Optional.of("eu"), 1000, NOON, "me")))
        .isEqualTo("eu: r2 100%; elsewhere: r1 100%");
  }

  @Test
  void shouldSayWhoGetsOne() {
    Rollout shared =
        R1.withShare("r2", Optional.empty(), 100, NOON, "me")
            .withShare("r3", Optional.of("eu"), 5, NOON, "me");

    assertThat(RolloutText.of(shared, "r1")).isEqualTo("89.5% in eu, 90% elsewhere");
    assertThat(RolloutText.of(shared, "r2")).isEqualTo("10%");
    assertThat(RolloutText.of(shared, "r3")).isEqualTo("0.5% in eu");
    assertThat(RolloutText.of(shared, "r4")).isEqualTo("nobody");
    assertThat(RolloutText.of(R1.withShare("r2", Optional.of("eu"), 1000, NOON, "me"), "r1"))
        .isEqualTo("0% in eu, 100% elsewhere");
  }
}
