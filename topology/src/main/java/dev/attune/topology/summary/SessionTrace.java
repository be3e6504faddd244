package dev.attune.topology.summary;

import dev.attune.models.habit.RecentTokens;
import dev.attune.models.session.SessionRule;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;

/**
 * What the recent tokens say of the session that is going on, as the sampler was trained on
 * sessions: from an unlock to a silence of 2^10 seconds, or to the next unlock.
 *
 * @param open whether there is one: it began with an unlock that is still known, and was not silent
 * @param lastOpening the place of its last opening with a counted category, -1 for none
 * @param afterNotification whether the last thing in it was an opened notification
 */
record SessionTrace(boolean open, int lastOpening, boolean afterNotification) {

  private static final int LONGEST = 48;
  private static final EventType[] TYPES = EventType.values();

  /** Which tokens are openings of a category that is counted. */
  interface Counted {
    boolean test(int place);
  }

  static SessionTrace of(RecentTokens tokens, Counted counted) {
    int lastOpening = -1;
    int events = 0;
    boolean afterNotification = false;
    for (int i = tokens.size() - 1; i >= 0; i--) {
      EventType type = TYPES[tokens.type(i)];
      if (type == EventType.DEVICE_UNLOCKED) {
        return new SessionTrace(events < LONGEST, lastOpening, afterNotification);
      }
      if (SessionRule.isSilent(type, tokens.gap(i))) {
        return new SessionTrace(false, -1, false);
      }
      if (SessionRule.isPart(type)) {
        if (events == 0) {
          afterNotification = type == EventType.NOTIFICATION_OPENED;
        }
        events++;
        if (lastOpening < 0 && type == EventType.APP_OPENED && counted.test(i)) {
          lastOpening = i;
        }
      }
    }
    return new SessionTrace(false, -1, false);
  }

  /** Whether the token does not go on with the session before it. */
  static boolean ends(Token token) {
    return token.type() == EventType.DEVICE_UNLOCKED
        || SessionRule.isSilent(token.type(), token.gapBucket());
  }
}
