package dev.attune.device.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DeviceUnlocked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LsappReplayTest {
  private static final String HEADER = "user_id\tsession_id\ttimestamp\tapp_name\tevent_type\n";

  @TempDir Path folder;

  private final List<ReplayedEvent> events = new ArrayList<>();

  @Test
  void shouldReplayOpeningsAndClosingsWithUnlocksBetweenSessions() throws IOException {
    ReplayReport report =
        replay(
            "0\t1\t2018-01-16 06:01:05\tMinesweeper Classic (Mines)\tOpened\n"
                + "0\t1\t2018-01-16 06:02:35\tMinesweeper Classic (Mines)\tClosed\n"
                + "0\t1\t2018-01-16 06:02:36\tGoogle Chrome\tOpened\n"
                + "0\t2\t2018-01-16 09:00:00\tGoogle Chrome\tOpened\n");

    assertThat(events)
        .extracting(ReplayedEvent::payload)
        .containsExactly(
            new DeviceUnlocked(),
            new AppOpened("app:minesweeper-classic-(mines)"),
            new AppClosed("app:minesweeper-classic-(mines)", 90),
            new AppOpened("app:google-chrome"),
            new DeviceUnlocked(),
            new AppOpened("app:google-chrome"));
    assertThat(events.get(1).occurredAt())
        .isEqualTo(Instant.parse("2018-01-16T06:01:05Z").getEpochSecond());
    assertThat(events.get(1).context().getLocalHour()).isEqualTo(6);
    assertThat(events).allMatch(event -> event.userId().equals("0"));
    assertThat(report.rows()).isEqualTo(4);
    assertThat(report.rowsUsed()).isEqualTo(4);
    assertThat(report.events()).isEqualTo(6);
    assertThat(report.users()).isEqualTo(1);
    assertThat(report.items()).isEqualTo(2);
  }

  @Test
  void shouldMoveThroughTimeWithAllUsersTogether() throws IOException {
    replay(
        "0\t1\t2018-01-16 06:00:00\tA\tOpened\n"
            + "0\t1\t2018-01-16 08:00:00\tB\tOpened\n"
            + "1\t9\t2018-01-16 07:00:00\tC\tOpened\n");

    assertThat(events).extracting(ReplayedEvent::userId).containsExactly("0", "0", "1", "1", "0");
    assertThat(events).extracting(ReplayedEvent::occurredAt).isSorted();
  }

  @Test
  void shouldSkipBadRowsAndSayWhy() throws IOException {
    ReplayReport report =
        replay(
            "0\t1\t2018-01-16 06:00:00\tA\tOpened\n" // line 2
                + "0\t1\t2018-01-16 06:00:01\tA\tUser Interaction\n"
                + "0\t1\t2018-01-16 06:00:02\tA\tBroken\n"
                + "0\t1\tyesterday\tA\tOpened\n" // 5
                + "0\t1\t2018-13-16 06:00:00\tA\tOpened\n"
                + "\t1\t2018-01-16 06:00:00\tA\tOpened\n"
                + "0\t1\t2018-01-16 06:00:00\t\tOpened\n"
                + "0\t1\t2018-01-16 06:00:00\tA\tExploded\n"
                + "0\t1\t2018-01-16 06:00:00\tA\n" // 10
                + "0\t1\t2018-01-16 06:00:00\tA\tOpened\textra\n"
                + "0\t1\t2018-01-16 06:00:00\t"
                + "x".repeat(200)
                + "\tOpened\n"
                + "0\t1\t2018-01-16 06:00:00\tNever\tClosed\n"
                + "\n"
                + "0\t1\t2018-01-16 06:00:09\tA \"quoted\tClosed\n" // 15
                + "0\t1\t2018-01-16 06:00:10\tA\tClosed");

    assertThat(report.rows()).isEqualTo(14);
    assertThat(report.rowsUsed()).isEqualTo(2);
    assertThat(events)
        .extracting(ReplayedEvent::payload)
        .containsExactly(new DeviceUnlocked(), new AppOpened("app:a"), new AppClosed("app:a", 10));
    assertSkipped(report, SkipReason.IGNORED_TYPE, 3, 4);
    assertSkipped(report, SkipReason.BAD_TIME, 5, 6);
    assertSkipped(report, SkipReason.NO_USER, 7);
    assertSkipped(report, SkipReason.NO_ITEM, 8);
    assertSkipped(report, SkipReason.UNKNOWN_TYPE, 9);
    assertSkipped(report, SkipReason.WRONG_FIELD_COUNT, 10, 11);
    assertSkipped(report, SkipReason.ITEM_TOO_LONG, 12);
    assertSkipped(report, SkipReason.CLOSED_WITHOUT_OPENED, 13, 15);
    assertThat(report.text())
        .contains("14 rows read, 2 used, 12 skipped")
        .contains("2 skipped: bad-time (lines 5, 6)")
        .contains("1 skipped: no-user (line 7)");
  }

  @Test
  void shouldSurviveBytesThatAreNoText() throws IOException {
    Path file = folder.resolve("binary.tsv");
    byte[] noise = new byte[5_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) (i * 31 + (i >> 3));
    }
    Files.write(file, HEADER.getBytes(StandardCharsets.UTF_8));
    Files.write(file, noise, java.nio.file.StandardOpenOption.APPEND);
    Files.writeString(
        file, "\n0\t1\t2018-01-16 06:00:00\tA\tOpened\n", java.nio.file.StandardOpenOption.APPEND);

    ReplayReport report = RecordedLog.read(file, ReplayMapping.preset("lsapp"), events::add);

    assertThat(report.rowsUsed()).isEqualTo(1);
    assertThat(report.rowsSkipped()).isPositive();
  }

  @Test
  void shouldKeepOnlyAFewExampleLines() throws IOException {
    ReplayReport report = replay("0\t1\tnever\tA\tOpened\n".repeat(100));

    ReplayReport.Skipped skipped = report.skipped().get(SkipReason.BAD_TIME);
    assertThat(skipped.rows()).isEqualTo(100);
    assertThat(skipped.exampleLines()).containsExactly(2L, 3L, 4L, 5L, 6L);
    assertThat(report.text()).contains("(lines 2, 3, 4, 5, 6, ...)");
  }

  @Test
  void shouldNameTheColumnsThatAreMissing() throws IOException {
    Path file = folder.resolve("wrong.tsv");
    Files.writeString(file, "user_id\ttimestamp\tapp\n0\t2018-01-16 06:00:00\tA\n");

    assertThatThrownBy(() -> RecordedLog.load(file, ReplayMapping.preset("lsapp")))
        .isInstanceOf(LogFormatException.class)
        .hasMessage(
            "wrong.tsv lacks the columns app_name, event_type, session_id; it has user_id, timestamp, app.");
  }

  @Test
  void shouldRefuseAnEmptyFile() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.tsv"));

    assertThatThrownBy(() -> RecordedLog.load(file, ReplayMapping.preset("lsapp")))
        .hasMessage("empty.tsv has no header line.");
  }

  @Test
  void shouldListUsersAndItemsBeforeTheReplay() throws IOException {
    Path file = folder.resolve("log.tsv");
    Files.writeString(
        file,
        HEADER + "7\t1\t2018-01-16 06:00:00\tB\tOpened\n3\t1\t2018-01-16 06:00:00\tA\tOpened\n");

    RecordedLog log = RecordedLog.load(file, ReplayMapping.preset("lsapp"));

    assertThat(log.users()).containsExactly("3", "7");
    assertThat(log.items()).containsExactly("app:a", "app:b");
    // and it can be replayed more than once with the same result
    assertThat(log.replay(events::add)).isEqualTo(log.replay(events::add));
  }

  private ReplayReport replay(String rows) throws IOException {
    Path file = folder.resolve("log.tsv");
    Files.writeString(file, HEADER + rows);
    return RecordedLog.read(file, ReplayMapping.preset("lsapp"), events::add);
  }

  private static void assertSkipped(ReplayReport report, SkipReason reason, long... lines) {
    List<Long> expected = java.util.Arrays.stream(lines).boxed().toList();
    assertThat(report.skipped().get(reason))
        .isEqualTo(new ReplayReport.Skipped(lines.length, expected));
  }
}
