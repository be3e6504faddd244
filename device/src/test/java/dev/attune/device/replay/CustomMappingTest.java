package dev.attune.device.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomMappingTest {
  @TempDir Path folder;

  private final List<ReplayedEvent> events = new ArrayList<>();

  @Test
  void shouldReadQuotedFieldsWithDelimitersAndLineBreaks() throws IOException {
    ReplayReport report =
        replay(
            "column.user = who\ncolumn.time = when\ncolumn.item = what\ntime.format = epoch-seconds\n",
            "when,what,who,more\n"
                + "1000,\"Maps, really\",ann,\"two\nlines\"\n"
                + "1001,\"He said \"\"hi\"\"\",ann,\n");

    assertThat(events)
        .extracting(ReplayedEvent::payload)
        .containsExactly(
            new DeviceUnlocked(),
            new AppOpened("app:maps,-really"),
            new AppOpened("app:he-said-\"hi\""));
    assertThat(report.rows()).isEqualTo(2);
  }

  @Test
  void shouldGiveUpOnlyTheRowWithAQuoteThatIsNeverClosed() throws IOException {
    ReplayReport report =
        replay(
            "column.user = who\ncolumn.time = when\ncolumn.item = what\ntime.format = epoch-seconds\n",
            "when,what,who\n1000,\"Maps,ann\n1001,News,ann\n1002,\"Mail\"x,ann\n1003,Music,ann\n");

    assertThat(report.skipped().get(SkipReason.MALFORMED))
        .isEqualTo(new ReplayReport.Skipped(2, List.of(2L, 4L)));
    assertThat(events)
        .extracting(ReplayedEvent::payload)
        .containsExactly(
            new DeviceUnlocked(), new AppOpened("app:news"), new AppOpened("app:music"));
  }

  @Test
  void shouldUnderstandTypesSessionsAndOffsets() throws IOException {
    replay(
        """
        delimiter = semicolon
        column.user = u
        column.time = t
        column.item = i
        column.type = e
        column.session = s
        time.format = dd.MM.yyyy HH:mm
        time.offset = +02:00
        type.opened = start, launch
        type.closed = stop
        type.unlocked = screen on
        type.content = view
        type.ignored = noise
        """,
        """
        u;t;i;e;s
        a;01.06.2026 10:00;;screen on;1
        a;01.06.2026 10:00;Maps;start;1
        a;01.06.2026 10:05;Maps;stop;1
        a;01.06.2026 10:05;News;launch;1
        a;01.06.2026 10:06;Story;view;1
        a;01.06.2026 10:07;x;noise;1
        """);

    assertThat(events)
        .extracting(ReplayedEvent::payload)
        .containsExactly(
            new DeviceUnlocked(),
            new AppOpened("app:maps"),
            new AppClosed("app:maps", 300),
            new AppOpened("app:news"),
            new ContentSeen("content:story", 0));
    assertThat(events.get(0).occurredAt())
        .isEqualTo(Instant.parse("2026-06-01T08:00:00Z").getEpochSecond());
    assertThat(events.get(0).context().getUtcOffsetMinutes()).isEqualTo(120);
    assertThat(events.get(0).context().getLocalHour()).isEqualTo(10);
  }

  @Test
  void shouldEndASessionAfterTenMinutesOfSilenceWhereThereIsNoSessionColumn() throws IOException {
    replay(
        "column.user = u\ncolumn.time = t\ncolumn.item = i\ndelimiter = tab\n",
        "u\tt\ti\n"
            + "a\t2026-06-01T10:00:00Z\tA\n"
            + "a\t2026-06-01T10:09:59Z\tB\n"
            + "a\t2026-06-01T10:19:59Z\tC\n");

    assertThat(events)
        .extracting(ReplayedEvent::payload)
        .containsExactly(
            new DeviceUnlocked(),
            new AppOpened("app:a"),
            new AppOpened("app:b"),
            new DeviceUnlocked(),
            new AppOpened("app:c"));
  }

  @Test
  void shouldReadTimesInAllFormats() {
    long expected = Instant.parse("2026-06-01T08:00:00Z").getEpochSecond();

    assertThat(TimeFormat.of("epoch-seconds", 0).seconds("" + expected)).isEqualTo(expected);
    assertThat(TimeFormat.of("epoch-seconds", 0).seconds(expected + ".75")).isEqualTo(expected);
    assertThat(TimeFormat.of("epoch-millis", 0).seconds(expected + "999")).isEqualTo(expected);
    assertThat(TimeFormat.of("iso", 120).seconds("2026-06-01T10:00:00")).isEqualTo(expected);
    assertThat(TimeFormat.of("iso", 0).seconds("2026-06-01T10:00:00+02:00")).isEqualTo(expected);
    for (String wrong : List.of("NaN", "", "-5", "99999999999999", "2026-06-01")) {
      assertThatThrownBy(() -> TimeFormat.of("epoch-seconds", 0).seconds(wrong))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> TimeFormat.of("iso", 0).seconds(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldNameAllProblemsOfAMappingAtOnce() throws IOException {
    Path mapping = folder.resolve("bad.properties");
    Files.writeString(
        mapping,
        "delimiter = pipe\ncolumn.item = i\ncolumn.type = e\ntime.format = qqqqqq bbb\ntime.offset = 5 hours\ncolour = red\n");

    assertThatThrownBy(() -> ReplayMapping.load(mapping))
        .isInstanceOf(LogFormatException.class)
        .hasMessageStartingWith("bad.properties: ")
        .hasMessageContaining("delimiter must be comma, semicolon or tab, not pipe")
        .hasMessageContaining("column.user is missing")
        .hasMessageContaining("column.time is missing")
        .hasMessageContaining("time.format must be")
        .hasMessageContaining("time.offset must look like +02:00, not 5 hours")
        .hasMessageContaining("column.type needs type.opened")
        .hasMessageContaining("unknown key colour");
  }

  @Test
  void shouldRefuseAnEventTypeWithTwoMeanings() throws IOException {
    Path mapping = folder.resolve("bad.properties");
    Files.writeString(
        mapping,
        "column.user = u\ncolumn.time = t\ncolumn.item = i\ncolumn.type = e\ntype.opened = x\ntype.ignored = x\n");

    assertThatThrownBy(() -> ReplayMapping.load(mapping))
        .hasMessage("bad.properties: event type x is given two meanings.");
  }

  @Test
  void shouldNameThePresetsThereAre() {
    assertThatThrownBy(() -> ReplayMapping.preset("movielens"))
        .hasMessage("There is no preset movielens; there are lsapp and frappe.");
    assertThat(ReplayMapping.presets())
        .allSatisfy(preset -> assertThat(ReplayMapping.preset(preset)).hasToString(preset));
  }

  private ReplayReport replay(String mapping, String log) throws IOException {
    Path mappingFile = folder.resolve("mapping.properties");
    Path logFile = folder.resolve("log.csv");
    Files.writeString(mappingFile, mapping);
    Files.writeString(logFile, log);
    return RecordedLog.read(logFile, ReplayMapping.load(mappingFile), events::add);
  }
}
