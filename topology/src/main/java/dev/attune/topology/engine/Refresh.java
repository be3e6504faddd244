package dev.attune.topology.engine;

import dev.attune.models.habit.RecentTokens;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.OtherEvent;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.profile.Profile;

/**
 * A list to be decided again because an item of it may not be offered any more. It is decided as of
 * the user's last event, so that it depends on nothing but the user's events and the catalog.
 *
 * @param timestamp of the records that come of it, in milliseconds since 1970-01-01T00:00Z
 * @param partition of the user's events
 */
public record Refresh(Pseudonym user, Profile profile, long timestamp, int partition) {

  /** As offset of an event: there was none. */
  public static final long NO_OFFSET = -1;

  private static final int DEVICE_BYTES = 8;

  /**
   * The step that stands for the user's last event. Its identity is that of no phone: device zero,
   * and as sequence the catalog's digest.
   */
  Step step(Catalog catalog) {
    UsageEvent none =
        new UsageEvent(
            new DevicePseudonym(new byte[DEVICE_BYTES]),
            catalog.digest().getLong(),
            profile.newestEventAt(),
            new Context(),
            new OtherEvent());
    AcceptedEvent cause = new AcceptedEvent(user, profile, none, timestamp, partition, NO_OFFSET);
    return new Step(cause, last(profile), false, 0);
  }

  private static Token last(Profile profile) {
    RecentTokens tokens = profile.recentTokens();
    int last = tokens.size() - 1;
    return last < 0
        ? new Token(ItemHash.NONE, EventType.NONE, 0, 0, 0)
        : new Token(
            tokens.item(last),
            EventType.ofOrdinal(tokens.type(last)),
            tokens.gap(last),
            tokens.hourOfWeek(last),
            tokens.place(last));
  }
}
