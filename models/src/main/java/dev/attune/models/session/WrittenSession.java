package dev.attune.models.session;

import java.util.List;

/**
 * A made-up session.
 *
 * @param localHour the hour in which it begins with an unlock, 0 to 23
 * @param events what happened after the unlock
 */
public record WrittenSession(int localHour, List<WrittenEvent> events) {

  /** Copies the list. */
  public WrittenSession {
    events = List.copyOf(events);
  }
}
