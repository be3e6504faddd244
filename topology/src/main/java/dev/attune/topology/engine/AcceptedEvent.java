package dev.attune.topology.engine;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.profile.Profile;

/**
 * An event that passed the gate.
 *
 * @param user whose event it is
 * @param profile the user's profile; within one batch, the same object for every event of the user
 * @param event the event
 * @param recordTimestamp the timestamp of its record, in milliseconds since 1970-01-01T00:00Z
 * @param partition the partition of its record
 * @param offset the offset of its record
 */
public record AcceptedEvent(
    Pseudonym user,
    Profile profile,
    UsageEvent event,
    long recordTimestamp,
    int partition,
    long offset) {}
