package dev.attune.deploy.ledger;

import dev.attune.schemas.synthetic.SyntheticEvent;
import dev.attune.schemas.synthetic.SyntheticSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An event of a made-up session, with what is known of the session. {@link SessionColumn} says what
 * is in it.
 *
 * @param session the session
 * @param event one of its events
 * @param position the event's place in it, from 0
 */
record SessionRow(SyntheticSession session, SyntheticEvent event, int position) {

  /** A row for each event. */
  static List<SessionRow> of(SyntheticSession session) {
    List<SessionRow> rows = new ArrayList<>(session.getEvents().size());
    for (SyntheticEvent event : session.getEvents()) {
      rows.add(new SessionRow(session, event, rows.size()));
    }
    return rows;
  }

  Instant windowStart() {
    return Instant.ofEpochSecond(session.getWindowStart());
  }

  Instant windowEnd() {
    return Instant.ofEpochSecond(session.getWindowEnd());
  }

  /** Seconds since the event before; empty if the generator does not know. */
  OptionalInt gapSeconds() {
    int gap = event.getGapSeconds();
    return gap < 0 ? OptionalInt.empty() : OptionalInt.of(gap);
  }
}
