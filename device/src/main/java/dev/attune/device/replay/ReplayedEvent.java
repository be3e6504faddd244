package dev.attune.device.replay;

import dev.attune.schemas.usage.Context;

/**
 * One event of a recorded log.
 *
 * @param userId the user's id in the log; it must be made a pseudonym before it travels
 * @param occurredAt seconds since 1970-01-01T00:00Z, as recorded; never decreases from one event to
 *     the next
 * @param context the circumstances, as far as the log tells them
 * @param payload one of the variants of a usage event's payload
 */
public record ReplayedEvent(String userId, long occurredAt, Context context, Object payload) {}
