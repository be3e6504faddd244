package dev.attune.privacy.budget;

/** Whether a release may be drawn; with the state of the ledger to store either way. */
public sealed interface BudgetDecision {

  /** What was asked for. */
  ReleaseRequest request();

  /** The ledger after this decision. */
  LedgerState after();

  /**
   * The release is paid for: noise may be drawn for it, once.
   *
   * @param request what was asked for
   * @param after the ledger with the cost in it
   */
  record Granted(ReleaseRequest request, LedgerState after) implements BudgetDecision {}

  /**
   * The release must not be drawn.
   *
   * @param request what was asked for
   * @param after the ledger; nothing is charged, but the month may now be stopped
   * @param reason why
   */
  record Refused(ReleaseRequest request, LedgerState after, Reason reason)
      implements BudgetDecision {}

  /** Why a release is refused. */
  enum Reason {
    /** It was granted before: what is sealed is published, and never drawn again. */
    ALREADY_RELEASED,
    /** Its cost does not fit under the month's cap on rho. */
    RHO_SPENT,
    /** Its cost does not fit under the month's cap on the delta of names. */
    NAME_DELTA_SPENT,
    /** An earlier release of the month did not fit: the month has ended. */
    MONTH_STOPPED,
    /** Its month is over: the ledger has moved on. */
    MONTH_CLOSED
  }
}
