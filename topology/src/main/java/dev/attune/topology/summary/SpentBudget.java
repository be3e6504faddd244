package dev.attune.topology.summary;

import dev.attune.privacy.budget.BudgetDecision;
import dev.attune.privacy.budget.BudgetFilter;
import dev.attune.privacy.budget.LedgerState;
import dev.attune.privacy.budget.LedgerState.WindowSpend;
import dev.attune.privacy.budget.PrivacyCost;
import dev.attune.privacy.budget.ReleaseRequest;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.RefusalReason;
import dev.attune.schemas.ledger.Refused;
import dev.attune.schemas.ledger.Sealed;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the ledger says was spent, by month. It believes the ledger, whatever the budget was when an
 * entry was written. Not thread-safe.
 */
public final class SpentBudget {

  private final Map<YearMonth, LedgerState> months = new TreeMap<>();
  private final Set<String> decided = new TreeSet<>();

  /** Nothing spent. */
  public SpentBudget() {}

  /** What these entries say. */
  public static SpentBudget of(Iterable<LedgerEntry> entries) {
    SpentBudget spent = new SpentBudget();
    entries.forEach(spent::add);
    return spent;
  }

  /** Takes an entry in; one whose release is known already changes nothing. */
  public void add(LedgerEntry entry) {
    if (!decided.add(entry.getReleaseId())) {
      return;
    }
    YearMonth month = YearMonth.parse(entry.getMonth());
    LedgerState state = state(month);
    if (entry.getDecision() instanceof Sealed sealed) {
      months.put(month, charged(state, entry, sealed));
    } else if (entry.getDecision() instanceof Refused refused
        && refused.getReason() == RefusalReason.BUDGET_SPENT) {
      months.put(month, new LedgerState(month, state.windows(), true));
    }
  }

  private static LedgerState charged(LedgerState state, LedgerEntry entry, Sealed sealed) {
    PrivacyCost cost = new PrivacyCost(new BigDecimal(sealed.getRho()), BigDecimal.ZERO);
    TreeMap<Long, WindowSpend> windows = new TreeMap<>(state.windows());
    WindowSpend window =
        windows.getOrDefault(
            entry.getWindowStart(), new WindowSpend(new TreeMap<>(), new TreeSet<>()));
    TreeMap<String, PrivacyCost> costs = new TreeMap<>(window.byCohort());
    costs.merge(entry.getCohort(), cost, PrivacyCost::plus);
    TreeSet<String> releases = new TreeSet<>(window.releases());
    releases.add(entry.getReleaseId());
    windows.put(entry.getWindowStart(), new WindowSpend(costs, releases));
    return new LedgerState(state.month(), windows, state.stopped());
  }

  /** Whether the ledger says anything of a release: then nothing must be drawn for it. */
  public boolean decided(String releaseId) {
    return decided.contains(releaseId);
  }

  /** The months of which it says anything, the earliest first. */
  public List<YearMonth> months() {
    return months.keySet().stream().sorted(Comparator.naturalOrder()).toList();
  }

  /** The state of a month. */
  public LedgerState state(YearMonth month) {
    return months.getOrDefault(month, LedgerState.start(month));
  }

  /** Decides on a release; nothing is charged before its entry is added. */
  public BudgetDecision decide(BudgetFilter filter, ReleaseRequest request) {
    return filter.decide(state(request.month()), request);
  }
}
