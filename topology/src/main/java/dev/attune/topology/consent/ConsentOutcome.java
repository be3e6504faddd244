package dev.attune.topology.consent;

/** What a change of consent did to a profile, and what must follow from it. */
public sealed interface ConsentOutcome {

  /**
   * Whether the outputs sent to the user must be taken back: a tombstone to the recommendations and
   * one to the notification settings.
   */
  boolean outputsTakenBack();

  /**
   * The profile holds the new consent.
   *
   * @param outputsTakenBack whether personalization was allowed before and no more is; the profile
   *     then holds nothing but the consent
   */
  record Changed(boolean outputsTakenBack) implements ConsentOutcome {}

  /** The record was older than the consent that stands; nothing changed. */
  record Outdated() implements ConsentOutcome {

    @Override
    public boolean outputsTakenBack() {
      return false;
    }
  }

  /**
   * Nothing is left. The profile must be deleted from the store, the outputs taken back, and a
   * receipt written to the audit log.
   *
   * @param request the number of the request, for the receipt
   * @param requestedAt when it was recorded, in seconds since 1970-01-01T00:00Z
   */
  record Erased(long request, long requestedAt) implements ConsentOutcome {

    @Override
    public boolean outputsTakenBack() {
      return true;
    }
  }
}
