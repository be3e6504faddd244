package dev.attune.deploy.ledger;

import dev.attune.deploy.provision.Cluster;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.topics.TopicCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes made-up sessions to a file, a row for each event. A session that was published again, as
 * after a replay, is written once. Not thread-safe.
 */
public final class SessionExport {

  /** What files can be written. */
  public enum Format {
    /** One line a row, with a header. */
    CSV,
    /** Apache Parquet. */
    PARQUET;

    /** Opens a file, which is replaced if it is there. */
    SessionFile open(Path file) throws IOException {
      return this == CSV ? new CsvSessions(file) : new ParquetSessions(file);
    }
  }

  private final SessionFile file;
  private final Set<List<Object>> written = new HashSet<>();

  SessionExport(SessionFile file) {
    this.file = file;
  }

  /** How many sessions a cluster has, those that were published again counted once. */
  public static int count(Cluster cluster) {
    Set<List<Object>> sessions = new HashSet<>();
    read(cluster, session -> sessions.add(id(session)));
    return sessions.size();
  }

  /**
   * Writes all sessions of a cluster whose window starts at a time or later.
   *
   * @return how many
   * @throws IOException if the file can't be written
   */
  public static int write(Cluster cluster, Instant since, Format format, Path out)
      throws IOException {
    try (SessionFile file = format.open(out)) {
      SessionExport export = new SessionExport(file);
      read(
          cluster,
          session -> {
            if (session.getWindowStart() >= since.getEpochSecond()) {
              export.add(session);
            }
          });
      return export.written.size();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void read(Cluster cluster, Consumer<SyntheticSession> reader) {
    CommittedValues.read(cluster, TopicCatalog.SYNTHETIC_SESSIONS, SyntheticSession.class, reader);
  }

  /** Writes a session, unless it was written. */
  void add(SyntheticSession session) {
    if (!written.add(id(session))) {
      return;
    }
    try {
      for (SessionRow row : SessionRow.of(session)) {
        file.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Object> id(SyntheticSession session) {
    return List.of(session.getReleaseId(), session.getNumber());
  }
}
