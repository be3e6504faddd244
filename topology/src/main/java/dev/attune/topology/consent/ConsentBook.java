package dev.attune.topology.consent;

import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.ErasureRequested;
import dev.attune.schemas.consent.Purpose;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import java.util.EnumSet;
import java.util.Set;

/** Writes what a user allows into their profile. Whoever never granted anything has denied it. */
public final class ConsentBook {

  private static final int LONGEST_POLICY_VERSION = 32;
  private static final int LONGEST_REGION = 16;

  /** Creates a book. */
  public ConsentBook() {}

  /**
   * Applies a change. Events of the user that were accepted before it must have been processed.
   *
   * <p>A consent recorded earlier than the one that stands is ignored: a phone that was offline
   * must not bring back what was withdrawn since. An erasure always counts.
   *
   * @throws IllegalArgumentException if the record holds what its schema's documentation does not
   *     allow; the profile is then as it was
   */
  public ConsentOutcome apply(Profile profile, ConsentRecord record) {
    if (record.getChange() instanceof ErasureRequested erasure) {
      profile.eraseAll();
      return new ConsentOutcome.Erased(erasure.getRequest(), record.getRecordedAt());
    }
    if (!(record.getChange() instanceof ConsentChanged change)) {
      throw new IllegalArgumentException("a consent record without a change");
    }
    Consent consent = consent(record.getRecordedAt(), change);
    if (profile.consent().isPresent()
        && profile.consent().get().recordedAt() > consent.recordedAt()) {
      return new ConsentOutcome.Outdated();
    }
    boolean withdrawn =
        profile.allows(Purpose.PERSONALIZATION) && !consent.allows(Purpose.PERSONALIZATION);
    profile.consentTo(consent);
    if (withdrawn) {
      profile.erasePersonalization();
    }
    if (!consent.allows(Purpose.ANALYTICS)) {
      // What was not closed yet is taken back; what is sealed can't be, and tells of no one.
      profile.contributions().clear();
    }
    return new ConsentOutcome.Changed(withdrawn);
  }

  private static Consent consent(long recordedAt, ConsentChanged change) {
    if (recordedAt < 0) {
      throw new IllegalArgumentException("a consent recorded before 1970");
    }
    if (change.getPolicyVersion().length() > LONGEST_POLICY_VERSION) {
      throw new IllegalArgumentException("a policy version longer than " + LONGEST_POLICY_VERSION);
    }
    if (change.getRegion().isEmpty() || change.getRegion().length() > LONGEST_REGION) {
      throw new IllegalArgumentException("a region that is empty or longer than " + LONGEST_REGION);
    }
    Set<Purpose> granted = EnumSet.noneOf(Purpose.class);
    granted.addAll(change.getGranted());
    return new Consent(
        recordedAt, granted, change.getPolicyVersion(), change.getRegion(), change.getAgeBand());
  }
}
