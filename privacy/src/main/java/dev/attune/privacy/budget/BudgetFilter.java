package dev.attune.privacy.budget;

import dev.attune.privacy.budget.BudgetDecision.Granted;
import dev.attune.privacy.budget.BudgetDecision.Reason;
import dev.attune.privacy.budget.BudgetDecision.Refused;

/**
 * The hard stop: grants releases as long as their total stays within the month's budget.
 *
 * <p><b>Why it is enough.</b> For (approximate) zCDP, stopping before the sum of costs exceeds a
 * cap fixed beforehand keeps the whole interaction within the cap, even if each release and its
 * cost are chosen by looking at all releases before (privacy filter: Whitehouse, Ramdas, Rogers and
 * Wu 2023). Against a user of cohort c in window w, releases of that window over other cohorts do
 * not depend on the user at all, which is why a window costs the maximum over its cohorts.
 *
 * <p>After the first release that does not fit, nothing more is granted in the month, not even what
 * would fit: the end is public and plain. The next calendar month starts anew, with new pseudonyms.
 * Stateless and immutable; decisions depend on public values only.
 */
public final class BudgetFilter {

  private final MonthlyBudget budget;

  /** A filter with the given caps. */
  public BudgetFilter(MonthlyBudget budget) {
    this.budget = budget;
  }

  /** The caps. */
  public MonthlyBudget budget() {
    return budget;
  }

  /** Decides on a release, given the ledger so far. */
  public BudgetDecision decide(LedgerState state, ReleaseRequest request) {
    if (request.month().isBefore(state.month())) {
      return new Refused(request, state, Reason.MONTH_CLOSED);
    }
    LedgerState current =
        request.month().equals(state.month()) ? state : LedgerState.start(request.month());
    if (current.released(request.releaseId())) {
      return new Refused(request, current, Reason.ALREADY_RELEASED);
    }
    if (current.stopped()) {
      return new Refused(request, current, Reason.MONTH_STOPPED);
    }
    LedgerState charged = current.with(request);
    PrivacyCost total = charged.spent();
    if (!budget.covers(total)) {
      boolean rho = total.rho().compareTo(budget.rho()) > 0;
      return new Refused(request, current.stop(), rho ? Reason.RHO_SPENT : Reason.NAME_DELTA_SPENT);
    }
    return new Granted(request, charged);
  }
}
