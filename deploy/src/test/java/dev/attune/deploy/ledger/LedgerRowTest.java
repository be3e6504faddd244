package dev.attune.deploy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.ledger.Generator;
import dev.attune.schemas.ledger.GeneratorKind;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.Mechanism;
import dev.attune.schemas.ledger.RefusalReason;
import dev.attune.schemas.ledger.Refused;
import dev.attune.schemas.ledger.Sealed;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerRowTest {

  private static final long NOVEMBER = 1_793_491_200; // 2026-11-01T00:00Z
  private static final long DAY = 86_400;

  private static LedgerEntry entry(int day, String cohort, Object decision) {
    long start = NOVEMBER + day * DAY;
    return new LedgerEntry(
        day + "/" + cohort, cohort, "2026-11", start, start + DAY, start, "0", "0.2", decision);
  }

  private static Sealed sealed(String rho) {
    return new Sealed(
        List.of("news"),
        List.of(),
        new Mechanism("discrete-gaussian", 100L, 1L, 32, 512L, 128L, 16),
        rho,
        "4",
        "1E-9",
        "0.5",
        0L,
        new Generator(GeneratorKind.MARKOV, "markov-1", ByteBuffer.allocate(0), 10));
  }

  /** Whoever changes cohorts loses what the dearest cohort of each window costs. */
  @Test
  void shouldChargeAWindowOnceForAllCohorts() {
    List<LedgerRow> rows =
        LedgerRow.of(
            List.of(
                entry(0, "eu", sealed("0.05")),
                entry(0, "na", sealed("0.05")),
                entry(1, "eu", sealed("0.05")),
                entry(1, "na", new Refused(RefusalReason.INCOMPLETE, "late"))));

    assertThat(rows).extracting(LedgerRow::cohort).containsExactly("eu", "na", LedgerRow.ANY);
    assertThat(rows.get(0).spentRho()).isEqualByComparingTo("0.1");
    assertThat(rows.get(1).spentRho()).isEqualByComparingTo("0.05");
    assertThat(rows.get(1).leftRho()).isEqualByComparingTo("0.15");
    assertThat(rows.get(1).refused()).isEqualTo(1);
    assertThat(rows.get(2).spentRho()).isEqualByComparingTo("0.1");
    assertThat(rows.get(2).spentEpsilon().doubleValue()).isBetween(2.7, 2.8);
    assertThat(rows.get(2).stopped()).isFalse();
  }

  @Test
  void shouldSayThatAMonthIsOver() {
    List<LedgerRow> rows =
        LedgerRow.of(List.of(entry(0, "eu", new Refused(RefusalReason.BUDGET_SPENT, "spent"))));

    assertThat(rows).allMatch(LedgerRow::stopped);
  }

  @Test
  void shouldBeEmptyAtFirst() {
    assertThat(LedgerRow.of(List.of())).isEmpty();
  }
}
