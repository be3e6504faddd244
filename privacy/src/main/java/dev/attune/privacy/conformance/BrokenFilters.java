package dev.attune.privacy.conformance;

import dev.attune.privacy.budget.BudgetDecision;
import dev.attune.privacy.budget.BudgetDecision.Granted;
import dev.attune.privacy.budget.BudgetFilter;
import dev.attune.privacy.budget.LedgerState;
import dev.attune.privacy.budget.MonthlyBudget;
import dev.attune.privacy.budget.ReleaseRequest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Filters with one defect each. */
final class BrokenFilters {

  private BrokenFilters() {}

  /** Grants everything. */
  static FilterCheck.Filter neverStops(MonthlyBudget budget) {
    return with(budget, "1000", "0.5");
  }

  /** Checks what was spent before, not what will have been spent. */
  static FilterCheck.Filter chargesAfterwards(MonthlyBudget budget) {
    BudgetFilter unlimited = unlimited(budget);
    BudgetFilter right = new BudgetFilter(budget);
    return (state, request) ->
        budget.covers(state.spent())
            ? unlimited.decide(state, request)
            : right.decide(state, request);
  }

  /** Forgets what was granted. */
  static FilterCheck.Filter forgets(MonthlyBudget budget) {
    BudgetFilter right = new BudgetFilter(budget);
    return (state, request) -> right.decide(LedgerState.start(request.month()), request);
  }

  /** Allows a little more than the cap. */
  static FilterCheck.Filter overByTenPercent(MonthlyBudget budget) {
    BigDecimal more = new BigDecimal("1.1");
    return new BudgetFilter(
            new MonthlyBudget(
                budget.rho().multiply(more),
                budget.nameDelta().multiply(more),
                budget.conversionDelta()))
        ::decide;
  }

  /** Does not look at the delta of names. */
  static FilterCheck.Filter ignoresDelta(MonthlyBudget budget) {
    return with(budget, budget.rho().toPlainString(), "0.5");
  }

  /** Keeps an account per cohort, though users change cohorts. */
  static FilterCheck.Filter accountPerCohort(MonthlyBudget budget) {
    BudgetFilter right = new BudgetFilter(budget);
    BudgetFilter unlimited = unlimited(budget);
    return (state, request) -> {
      TreeMap<Long, LedgerState.WindowSpend> own = new TreeMap<>();
      state
          .windows()
          .forEach(
              (window, spend) -> {
                if (spend.byCohort().containsKey(request.cohort())) {
                  own.put(
                      window,
                      new LedgerState.WindowSpend(
                          new TreeMap<>(
                              Map.of(request.cohort(), spend.byCohort().get(request.cohort()))),
                          spend.releases()));
                }
              });
      BudgetDecision decision = right.decide(new LedgerState(state.month(), own, false), request);
      return decision instanceof Granted ? unlimited.decide(state, request) : decision;
    };
  }

  /** Grants a release id as often as it is asked for, as a retry that draws fresh noise would. */
  static FilterCheck.Filter grantsRetries(MonthlyBudget budget) {
    BudgetFilter right = new BudgetFilter(budget);
    return (state, request) ->
        state.released(request.releaseId())
            ? new Granted(request, state)
            : right.decide(state, request);
  }

  /** Lets a month that is over be opened again. */
  static FilterCheck.Filter reopensMonths(MonthlyBudget budget) {
    BudgetFilter right = new BudgetFilter(budget);
    return (state, request) ->
        request.month().isBefore(state.month())
            ? right.decide(LedgerState.start(request.month()), request)
            : right.decide(state, request);
  }

  private static BudgetFilter unlimited(MonthlyBudget budget) {
    return new BudgetFilter(
        new MonthlyBudget(new BigDecimal("1000"), new BigDecimal("0.5"), budget.conversionDelta()));
  }

  private static FilterCheck.Filter with(MonthlyBudget budget, String rho, String delta) {
    BudgetFilter filter =
        new BudgetFilter(
            new MonthlyBudget(
                new BigDecimal(rho), new BigDecimal(delta), budget.conversionDelta()));
    return (LedgerState state, ReleaseRequest request) -> filter.decide(state, request);
  }
}
