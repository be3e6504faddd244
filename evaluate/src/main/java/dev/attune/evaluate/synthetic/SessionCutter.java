package dev.attune.evaluate.synthetic;

import dev.attune.models.session.SessionRule;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts one user's events into sessions, as the sampler's training does: from an unlock to a silence
 * of 2^10 seconds or the next unlock. What came after the last thing the user did is no part of it,
 * and a session in which nothing was done is none. Not thread-safe.
 */
final class SessionCutter {

  private static final int HOURS = 24;

  private final Consumer<WrittenSession> sessions;
  private final List<WrittenEvent> events = new ArrayList<>();
  private boolean open;
  private int hour;
  private int done;

  /** Hands sessions over when they end. */
  SessionCutter(Consumer<WrittenSession> sessions) {
    this.sessions = sessions;
  }

  /**
   * Takes the next event.
   *
   * @param item the item's id
   * @param category its category if that is counted, else empty
   * @param gapSeconds since the event before
   */
  void add(Token token, String item, String category, int gapSeconds) {
    EventType type = token.type();
    if (type == EventType.DEVICE_UNLOCKED) {
      end();
      open = true;
      hour = token.hourOfWeek() % HOURS;
      return;
    }
    if (SessionRule.isSilent(type, token.gapBucket())) {
      end();
    }
    if (open && SessionRule.isPart(type) && events.size() < SessionWriter.LONGEST - 1) {
      events.add(new WrittenEvent(type, item, category, gapSeconds));
      if (type != EventType.NOTIFICATION_POSTED) {
        done = events.size();
      }
    }
  }

  /** Nothing more comes. */
  void end() {
    if (open && done > 0) {
      sessions.accept(new WrittenSession(hour, events.subList(0, done)));
    }
    open = false;
    events.clear();
    done = 0;
  }
}
