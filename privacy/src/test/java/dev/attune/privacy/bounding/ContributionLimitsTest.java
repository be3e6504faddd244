package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.privacy.noise.ParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionLimitsTest {

  @ParameterizedTest
  @CsvSource({
    "4, 3, 100, 3, 36", // sqrt(K) V
    "4, 3, 5, 3, 25", // C
    "9, 50, 7, 7, 49", // C below V
    "65536, 1048576, 268435456, 1048576, 72057594037927936"
  })
  void shouldBoundOneUsersChange(int k, long v, long c, long linf, long l2Squared) {
    ContributionLimits limits = new ContributionLimits(k, v, c);

    assertThat(limits.sensitivityLinf()).isEqualTo(linf);
    assertThat(limits.sensitivityL2Squared()).isEqualTo(l2Squared);
  }

  @Test
  void shouldNameAllThatIsWrong() {
    ParameterException thrown =
        catchThrowableOfType(
            ParameterException.class, () -> new ContributionLimits(0, 1 << 21, -5));

    assertThat(thrown.problems())
        .containsExactly(
            "maxCells must be between 1 and 65536, was 0",
            "maxPerCell must be between 1 and 1048576, was 2097152",
            "maxNorm must be between 1 and 268435456, was -5");
  }
}
