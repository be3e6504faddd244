package dev.attune.privacy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code attune evaluate privacy} checks, with fewer draws. */
class ConformanceTest {

  static List<Conformance.Check> checks() {
    return Conformance.checks(20_000, 3);
  }

  @ParameterizedTest
  @MethodSource("checks")
  void shouldHold(Conformance.Check check) {
    assertThat(check.findings().get()).as(check.property()).isEmpty();
  }
}
