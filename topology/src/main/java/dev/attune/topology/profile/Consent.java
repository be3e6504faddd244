package dev.attune.topology.profile;

import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import java.util.Set;

/**
 * What a user allows, as last recorded.
 *
 * @param recordedAt when it was recorded, in seconds since 1970-01-01T00:00Z
 * @param granted the purposes granted; every other one is denied
 * @param policyVersion the version of the policy the user was shown
 * @param region the region whose catalog and rules apply
 * @param ageBand the user's age band; UNKNOWN is treated as CHILD
 */
public record Consent(
    long recordedAt, Set<Purpose> granted, String policyVersion, String region, AgeBand ageBand) {

  public Consent {
    granted = Set.copyOf(granted);
  }

  /** Whether the purpose was granted. */
  public boolean allows(Purpose purpose) {
    return granted.contains(purpose);
  }
}
