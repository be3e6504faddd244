package dev.attune.privacy.conformance;

import static dev.attune.privacy.conformance.SelectionCheck.MIN_USERS;
import static dev.attune.privacy.conformance.SelectionCheck.THRESHOLD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.conformance.Mutants.Mutant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MutantsTest {

  static List<Mutant> mutants() {
    return Mutants.all();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void shouldFindTheDefect(Mutant mutant) {
    assertThat(mutant.check().get()).isNotEmpty();
  }

  @Test
  void shouldFindNothingWhereNothingIsPlanted() {
    assertThat(SumsCheck.findings(new BrokenSums(BrokenSums.Defect.NONE), 20_000, 41)).isEmpty();
    assertThat(Mutants.account("none", Mutants::epsilon).check().get()).isEmpty();
    assertThat(
            Mutants.told((users, noisy) -> users >= MIN_USERS && noisy > THRESHOLD, MIN_USERS - 1))
        .isEmpty();
  }
}
