package dev.attune.deploy.ledger;

import dev.attune.deploy.provision.Cluster;
import dev.attune.schemas.synthetic.SyntheticEvent;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.topics.TopicCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Made-up sessions as CSV, a row for each event. A session that was published again, as after a
 * replay, is written once.
 */
public final class SessionsCsv {

  private static final String[] COLUMNS = {
    "release_id",
    "session",
    "cohort",
    "window_start",
    "window_end",
    "local_hour",
    "position",
    "type",
    "item",
    "category",
    "gap_seconds",
    "epsilon",
    "delta",
    "month",
    "generator"
  };

  private final CSVPrinter printer;
  private final Set<List<Object>> written = new HashSet<>();

  /** Writes the header. */
  public SessionsCsv(Appendable out) throws IOException {
    printer = CSVFormat.RFC4180.builder().setHeader(COLUMNS).get().print(out);
  }

  /** How many sessions a cluster has, those that were published again counted once. */
  public static int count(Cluster cluster) {
    Set<List<Object>> sessions = new HashSet<>();
    CommittedValues.read(
        cluster,
        TopicCatalog.SYNTHETIC_SESSIONS,
        SyntheticSession.class,
        session -> sessions.add(List.of(session.getReleaseId(), session.getNumber())));
    return sessions.size();
  }

  /** Writes all sessions of a cluster whose window starts at a time or later. */
  public int writeAll(Cluster cluster, Instant since) {
    CommittedValues.read(
        cluster,
        TopicCatalog.SYNTHETIC_SESSIONS,
        SyntheticSession.class,
        session -> {
          if (session.getWindowStart() >= since.getEpochSecond()) {
            write(session);
          }
        });
    return written.size();
  }

  /** Writes a session, unless it was written. */
  public void write(SyntheticSession session) {
    if (!written.add(List.of(session.getReleaseId(), session.getNumber()))) {
      return;
    }
    try {
      int position = 0;
      for (SyntheticEvent event : session.getEvents()) {
        printer.printRecord(
            session.getReleaseId(),
            session.getNumber(),
            session.getCohort(),
            Instant.ofEpochSecond(session.getWindowStart()),
            Instant.ofEpochSecond(session.getWindowEnd()),
            session.getLocalHour(),
            position++,
            event.getType(),
            event.getItem(),
            event.getCategory(),
            event.getGapSeconds() < 0 ? null : event.getGapSeconds(),
            session.getPrivacy().getEpsilon(),
            session.getPrivacy().getDelta(),
            session.getPrivacy().getMonth(),
            session.getPrivacy().getGenerator());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
