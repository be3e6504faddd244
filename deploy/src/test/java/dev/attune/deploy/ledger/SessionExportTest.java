package dev.attune.deploy.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.ledger.SessionExport.Format;
import dev.attune.schemas.synthetic.PrivacyStatement;
import dev.attune.schemas.synthetic.SyntheticEvent;
import dev.attune.schemas.synthetic.SyntheticEventType;
import dev.attune.schemas.synthetic.SyntheticSession;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionExportTest {

  private static final long START = 1_793_491_200L; // 2026-11-01T00:00Z

  @TempDir private Path folder;

  private static SyntheticSession session(int number) {
    return new SyntheticSession(
        "2026-11-01T00:00:00Z/PT24H/eu",
        number,
        "eu",
        START,
        START + 86_400,
        9,
        List.of(
            new SyntheticEvent(SyntheticEventType.APP_OPENED, "", "news, local", -1),
            new SyntheticEvent(SyntheticEventType.CONTENT_SEEN, "content:x", "games", 12)),
        new PrivacyStatement("4", "1E-9", "u", "p", "2026-11", "0.7", "m", "markov-1", "", "x"));
  }

  /** Two sessions, one of them published twice. */
  private Path exported(Format format) throws IOException {
    Path file = Files.writeString(folder.resolve("sessions"), "what was there before");
    try (SessionFile open = format.open(file)) {
      SessionExport export = new SessionExport(open);
      export.add(session(0));
      export.add(session(1));
      export.add(session(0));
    }
    return file;
  }

  @Test
  void shouldWriteARowForEachEventAndEachSessionOnce() throws IOException {
    assertThat(Files.readAllLines(exported(Format.CSV)))
        .hasSize(5)
        .startsWith(
            "release_id,session,cohort,window_start,window_end,local_hour,position,type,item,"
                + "category,gap_seconds,epsilon,delta,month,generator",
            "2026-11-01T00:00:00Z/PT24H/eu,0,eu,2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,9,0,"
                + "APP_OPENED,,\"news, local\",,4,1E-9,2026-11,markov-1",
            "2026-11-01T00:00:00Z/PT24H/eu,0,eu,2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,9,1,"
                + "CONTENT_SEEN,content:x,games,12,4,1E-9,2026-11,markov-1");
  }

  @Test
  void shouldWriteParquetThatTheLibraryReads() throws IOException {
    Path file = exported(Format.PARQUET);

    try (ParquetRows rows = new ParquetRows(file)) {
      MessageType schema = rows.schema();
      assertThat(schema.getFields().stream().map(field -> field.getName()))
          .containsExactly(
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
              "generator");
      assertThat(schema.getType("window_start"))
          .hasToString("required int64 window_start (TIMESTAMP(MILLIS,true))");
      assertThat(schema.getType("category")).hasToString("required binary category (STRING)");

      List<Group> read = new ArrayList<>();
      for (PageReadStore group = rows.next(); group != null; group = rows.next()) {
        read.addAll(rows.rows(group));
      }
      assertThat(read).hasSize(4);
      Group first = read.get(0);
      assertThat(first.getString("release_id", 0)).isEqualTo("2026-11-01T00:00:00Z/PT24H/eu");
      assertThat(first.getLong("window_start", 0)).isEqualTo(START * 1000);
      assertThat(first.getInteger("local_hour", 0)).isEqualTo(9);
      assertThat(first.getString("type", 0)).isEqualTo("APP_OPENED");
      assertThat(first.getString("category", 0)).isEqualTo("news, local");
      assertThat(first.getFieldRepetitionCount("gap_seconds")).isZero();
      assertThat(first.getString("delta", 0)).isEqualTo("1E-9");
      Group last = read.get(3);
      assertThat(last.getInteger("session", 0)).isEqualTo(1);
      assertThat(last.getInteger("position", 0)).isEqualTo(1);
      assertThat(last.getInteger("gap_seconds", 0)).isEqualTo(12);
      assertThat(last.getString("generator", 0)).isEqualTo("markov-1");
    }
  }

  /** As it is shipped: Hadoop's classes are there for the compiler only. */
  @Test
  void shouldWriteParquetWithoutHadoop() throws Exception {
    List<URL> shipped = new ArrayList<>();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : classPath.split(File.pathSeparator)) {
      if (!entry.contains("hadoop-client")) {
        shipped.add(Path.of(entry).toUri().toURL());
      }
    }
    Path file = folder.resolve("alone.parquet");
    try (URLClassLoader alone =
        new URLClassLoader(shipped.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      assertThat(alone.getResource("org/apache/hadoop/fs/Path.class")).isNull();
      Runnable writer =
          (Runnable)
              alone
                  .loadClass(WritesAFile.class.getName())
                  .getConstructor(String.class)
                  .newInstance(file.toString());

      writer.run();
    }

    try (ParquetRows rows = new ParquetRows(file)) {
      assertThat(rows.next().getRowCount()).isEqualTo(2);
    }
  }

  /** Run by a class loader of its own. */
  public static final class WritesAFile implements Runnable {
    private final Path file;

    public WritesAFile(String file) {
      this.file = Path.of(file);
    }

    @Override
    public void run() {
      try (SessionFile open = Format.PARQUET.open(file)) {
        new SessionExport(open).add(session(0));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }
}
