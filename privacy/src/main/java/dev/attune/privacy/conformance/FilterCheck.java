package dev.attune.privacy.conformance;

import dev.attune.privacy.budget.BudgetDecision;
import dev.attune.privacy.budget.BudgetDecision.Granted;
import dev.attune.privacy.budget.LedgerState;
import dev.attune.privacy.budget.MonthlyBudget;
import dev.attune.privacy.budget.PrivacyCost;
import dev.attune.privacy.budget.ReleaseRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Whatever is asked for, no user loses more in a month than the caps, by a count kept here apart.
 *
 * <p>Users change cohorts between windows as is worst for them, so the count is, per month, the sum
 * over windows of the most expensive cohort.
 */
public final class FilterCheck {

  /** Decides on a release. */
  public interface Filter {
    BudgetDecision decide(LedgerState state, ReleaseRequest request);
  }

  private static final YearMonth FIRST = YearMonth.of(2026, 1);

  private FilterCheck() {}

  /** Asks for random releases over two months, some twice, some late. */
  public static List<String> findings(Filter filter, MonthlyBudget budget, int runs, long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < runs; run++) {
      LedgerState state = LedgerState.start(FIRST);
      Map<YearMonth, Map<String, PrivacyCost>> spent = new HashMap<>();
      Set<String> ids = new HashSet<>();
      for (int i = 0; i < 40; i++) {
        ReleaseRequest request = request(random, i, budget);
        BudgetDecision decision = filter.decide(state, request);
        state = decision.after();
        if (decision instanceof Granted) {
          if (!ids.add(request.releaseId())) {
            return List.of(request.releaseId() + " was granted twice");
          }
          spent
              .computeIfAbsent(request.month(), month -> new HashMap<>())
              .merge(request.window() + "|" + request.cohort(), request.cost(), PrivacyCost::plus);
        }
      }
      for (Map<String, PrivacyCost> month : spent.values()) {
        PrivacyCost worst = worst(month);
        if (!budget.covers(worst)) {
          return List.of("a user lost " + worst + " of " + budget);
        }
      }
    }
    return List.of();
  }

  private static BigDecimal share(Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(30), 2);
  }

  private static PrivacyCost worst(Map<String, PrivacyCost> month) {
    Map<String, PrivacyCost> windows = new HashMap<>();
    month.forEach(
        (key, cost) -> windows.merge(key.substring(0, key.indexOf('|')), cost, PrivacyCost::or));
    return windows.values().stream().reduce(PrivacyCost.NONE, PrivacyCost::plus);
  }

  private static ReleaseRequest request(Random random, int i, MonthlyBudget budget) {
    int day = Math.max(0, 2 * i - random.nextInt(6)) % 59;
    String id = "release " + (random.nextInt(8) == 0 ? Math.max(0, i - 1) : i);
    PrivacyCost cost =
        new PrivacyCost(
            budget.rho().multiply(share(random)), budget.nameDelta().multiply(share(random)));
    Instant start = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(86_400L * day);
    return ReleaseRequest.of(
        id, start, start.plusSeconds(86_400), "cohort " + random.nextInt(2), cost);
  }
}
