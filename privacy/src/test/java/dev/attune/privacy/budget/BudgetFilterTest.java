package dev.attune.privacy.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.privacy.budget.BudgetDecision.Granted;
import dev.attune.privacy.budget.BudgetDecision.Reason;
import dev.attune.privacy.budget.BudgetDecision.Refused;
import dev.attune.privacy.conformance.FilterCheck;
import dev.attune.privacy.noise.ParameterException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class BudgetFilterTest {

  private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final long DAY = 86_400;

  private final BudgetFilter filter =
      new BudgetFilter(
          new MonthlyBudget(
              new BigDecimal("0.3"), new BigDecimal("2e-10"), new BigDecimal("1e-9")));

  @Test
  void shouldGrantUpToTheCapAndThenStop() {
    LedgerState state = LedgerState.start(NOVEMBER);
    for (int day = 0; day < 3; day++) {
      state = granted(state, request("day " + day, day, "all", "0.1", "0"));
    }
    assertThat(state.spent().rho()).isEqualByComparingTo("0.3");

    Refused refused = refused(state, request("day 3", 3, "all", "0.000000000000000001", "0"));

    assertThat(refused.reason()).isEqualTo(Reason.RHO_SPENT);
    assertThat(refused.after().spent()).isEqualTo(state.spent());
    assertThat(refused.after().stopped()).isTrue();
  }

  @Test
  void shouldNotGoOnAfterTheStopWithWhatWouldFit() {
    LedgerState state = granted(start(), request("a", 0, "all", "0.2", "0"));
    state = refused(state, request("b", 1, "all", "0.2", "0")).after();

    Refused small = refused(state, request("c", 2, "all", "0.01", "0"));

    assertThat(small.reason()).isEqualTo(Reason.MONTH_STOPPED);
  }

  @Test
  void shouldStopOnTheDeltaOfNames() {
    LedgerState state = granted(start(), request("a", 0, "all", "0.01", "2e-10"));

    Refused refused = refused(state, request("b", 1, "all", "0.01", "1e-40"));

    assertThat(refused.reason()).isEqualTo(Reason.NAME_DELTA_SPENT);
  }

  @Test
  void shouldStartAnewWithTheCalendarMonth() {
    LedgerState state = granted(start(), request("a", 0, "all", "0.3", "0"));
    state = refused(state, request("b", 29, "all", "0.1", "0")).after();

    LedgerState december = granted(state, request("c", 30, "all", "0.3", "0"));

    assertThat(december.month()).isEqualTo(YearMonth.of(2026, 12));
    assertThat(december.stopped()).isFalse();
    assertThat(refused(december, request("d", 29, "all", "0.1", "0")).reason())
        .isEqualTo(Reason.MONTH_CLOSED);
  }

  @Test
  void shouldNeverGrantAReleaseTwice() {
    LedgerState state = granted(start(), request("a", 0, "all", "0.1", "0"));

    Refused again = refused(state, request("a", 1, "all", "0.1", "0"));

    assertThat(again.reason()).isEqualTo(Reason.ALREADY_RELEASED);
    assertThat(again.after()).isEqualTo(state);
  }

  @Test
  void shouldChargeAWindowItsMostExpensiveCohort() {
    LedgerState state = granted(start(), request("a", 0, "young", "0.1", "0"));
    state = granted(state, request("b", 0, "old", "0.15", "0"));
    assertThat(state.spent().rho()).isEqualByComparingTo("0.15");

    // the same cohort again in the same window adds
    state = granted(state, request("c", 0, "young", "0.1", "0"));

    assertThat(state.spent().rho()).isEqualByComparingTo("0.2");
    assertThat(refused(state, request("d", 1, "old", "0.11", "0")).reason())
        .isEqualTo(Reason.RHO_SPENT);
  }

  @Test
  void shouldPassTheConformanceCheck() {
    assertThat(FilterCheck.findings(filter::decide, filter.budget(), 300, 7)).isEmpty();
  }

  @Test
  void shouldRefuseWindowsThatReachIntoAnotherMonth() {
    PrivacyCost cost = new PrivacyCost(new BigDecimal("0.1"), BigDecimal.ZERO);
    Instant lastHour = Instant.parse("2026-11-30T23:00:00Z");

    assertThat(ReleaseRequest.of("a", lastHour, lastHour.plusSeconds(3_600), "all", cost).month())
        .isEqualTo(NOVEMBER);
    assertThatThrownBy(
            () -> ReleaseRequest.of("a", lastHour, lastHour.plusSeconds(3_601), "all", cost))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("window");
    assertThatThrownBy(() -> ReleaseRequest.of("a", lastHour, lastHour, "all", cost))
        .isInstanceOf(ParameterException.class);
  }

  @Test
  void shouldNameAllThatIsWrongWithARequest() {
    ParameterException thrown =
        catchThrowableOfType(
            ParameterException.class,
            () -> new ReleaseRequest(" ", NOVEMBER, 0, "", PrivacyCost.NONE));

    assertThat(thrown.problems())
        .hasSize(4)
        .anyMatch(problem -> problem.startsWith("releaseId"))
        .anyMatch(problem -> problem.startsWith("cohort"))
        .anyMatch(problem -> problem.startsWith("cost"))
        .anyMatch(problem -> problem.startsWith("window"));
  }

  private LedgerState start() {
    return LedgerState.start(NOVEMBER);
  }

  private LedgerState granted(LedgerState state, ReleaseRequest request) {
    BudgetDecision decision = filter.decide(state, request);
    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(decision.after().released(request.releaseId())).isTrue();
    return decision.after();
  }

  private Refused refused(LedgerState state, ReleaseRequest request) {
    BudgetDecision decision = filter.decide(state, request);
    assertThat(decision).isInstanceOf(Refused.class);
    return (Refused) decision;
  }

  private static ReleaseRequest request(
      String id, int day, String cohort, String rho, String delta) {
    Instant start = START.plusSeconds(day * DAY);
    return ReleaseRequest.of(
        id,
        start,
        start.plusSeconds(DAY),
        cohort,
        new PrivacyCost(new BigDecimal(rho), new BigDecimal(delta)));
  }
}
