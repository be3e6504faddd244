package dev.attune.device.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.PlaceClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrappeReplayTest {
  private static final String HEADER =
      "user\titem\tcnt\tdaytime\tweekday\tisweekend\thomework\tcost\tweather\tcountry\tcity\n";

  @TempDir Path folder;

  private final List<ReplayedEvent> events = new ArrayList<>();

  @Test
  void shouldMakeOneSessionOfACell() throws IOException {
    // given three apps in one context
    ReplayReport report =
        replay(
            "0\t10\t1\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "0\t11\t1\tmorning\tsunday\tweekend\thome\tpaid\tsunny\tSpain\t0\n"
                + "0\t12\t1\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n");

    // then: one unlock, then the apps in some order, 5 to 60 seconds apart
    assertThat(events.get(0).payload()).isEqualTo(new DeviceUnlocked());
    assertThat(events.subList(1, 4))
        .extracting(ReplayedEvent::payload)
        .containsExactlyInAnyOrder(
            new AppOpened("app:10"), new AppOpened("app:11"), new AppOpened("app:12"));
    assertThat(events.get(2).occurredAt() - events.get(1).occurredAt()).isBetween(5L, 60L);
    assertThat(events.get(3).occurredAt() - events.get(2).occurredAt()).isBetween(5L, 60L);
    assertThat(report.events()).isEqualTo(4);
    assertThat(report.rowsUsed()).isEqualTo(3);
  }

  @Test
  void shouldTellDayPartOfDayPlaceAndTimeZone() throws IOException {
    replay(
        "0\t10\t1\tevening\twednesday\tworkday\twork\tfree\tsunny\tSpain\t0\n"
            + "0\t10\t1\tnight\tmonday\tworkday\thome\tfree\tsunny\tUnited States\t0\n"
            + "0\t10\t1\tnoon\tfriday\tworkday\tunknown\tfree\tunknown\tunknown\t0\n");

    Map<Integer, LocalDateTime> byOffset =
        events.stream()
            .filter(event -> event.payload() instanceof AppOpened)
            .collect(
                Collectors.toMap(
                    event -> event.context().getUtcOffsetMinutes(),
                    event ->
                        Instant.ofEpochSecond(event.occurredAt())
                            .atOffset(
                                ZoneOffset.ofTotalSeconds(
                                    event.context().getUtcOffsetMinutes() * 60))
                            .toLocalDateTime()));
    assertThat(byOffset.get(60).getDayOfWeek()).isEqualTo(DayOfWeek.WEDNESDAY);
    assertThat(byOffset.get(60).getHour()).isBetween(19, 22);
    assertThat(byOffset.get(-300).getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
    assertThat(byOffset.get(-300).getHour()).isBetween(0, 4);
    assertThat(byOffset.get(0).getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
    assertThat(byOffset.get(0).getHour()).isBetween(11, 13);
    assertThat(events)
        .extracting(event -> event.context().getPlace())
        .containsOnly(PlaceClass.WORK, PlaceClass.HOME, PlaceClass.UNKNOWN);
  }

  @Test
  void shouldRepeatAppsByTheLogarithmOfTheirCountInDifferentWeeks() throws IOException {
    StringBuilder rows = new StringBuilder();
    int[] counts = {1, 2, 3, 4, 31, 32, 100_000};
    for (int i = 0; i < counts.length; i++) {
      rows.append(
          "0\t%d\t%d\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t%d%n"
              .formatted(i, counts[i], i));
    }

    replay(rows.toString());

    Map<Object, List<Long>> weeks =
        events.stream()
            .filter(event -> event.payload() instanceof AppOpened)
            .collect(
                Collectors.groupingBy(
                    ReplayedEvent::payload,
                    Collectors.mapping(
                        event ->
                            (event.occurredAt()
                                    - Instant.parse("2015-01-05T00:00:00Z").getEpochSecond())
                                / (7 * 86_400),
                        Collectors.toList())));
    int[] expected = {1, 2, 2, 3, 5, 6, 6};
    for (int i = 0; i < counts.length; i++) {
      List<Long> seen = weeks.get(new AppOpened("app:" + i));
      assertThat(seen)
          .hasSize(expected[i])
          .doesNotHaveDuplicates()
          .allMatch(week -> week >= 0 && week < 8);
    }
  }

  @Test
  void shouldMakeUpTheSameTimesEveryTime() throws IOException {
    String rows =
        "0\t10\t9\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
            + "1\t11\t4\tevening\tmonday\tworkday\twork\tpaid\trainy\tFrance\t0\n";

    replay(rows);
    List<ReplayedEvent> first = List.copyOf(events);
    events.clear();
    replay(rows);

    assertThat(events).isEqualTo(first);
    assertThat(events).extracting(ReplayedEvent::occurredAt).isSorted();
  }

  @Test
  void shouldLetNeitherCostNorCountDecideTheSession() throws IOException {
    replay(
        "0\t10\t1\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
            + "0\t11\t1\tmorning\tsunday\tweekend\thome\tpaid\tsunny\tSpain\t0\n");

    assertThat(events.stream().filter(event -> event.payload() instanceof DeviceUnlocked))
        .hasSize(1);
  }

  @Test
  void shouldSkipBadRowsAndSayWhy() throws IOException {
    ReplayReport report =
        replay(
            "0\t10\tmany\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "0\t10\t0\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "0\t10\t1\tteatime\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "0\t10\t1\tmorning\tsomeday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "\t10\t1\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "0\t\t1\tmorning\tsunday\tweekend\thome\tfree\tsunny\tSpain\t0\n"
                + "0\t10\t1\n");

    assertThat(report.rowsUsed()).isZero();
    assertThat(events).isEmpty();
    assertThat(report.skipped())
        .containsOnlyKeys(
            SkipReason.BAD_COUNT,
            SkipReason.UNKNOWN_DAYTIME,
            SkipReason.UNKNOWN_WEEKDAY,
            SkipReason.NO_USER,
            SkipReason.NO_ITEM,
            SkipReason.WRONG_FIELD_COUNT);
    assertThat(report.skipped().get(SkipReason.BAD_COUNT).exampleLines()).containsExactly(2L, 3L);
  }

  private ReplayReport replay(String rows) throws IOException {
    Path file = folder.resolve("frappe.csv");
    Files.writeString(file, HEADER + rows);
    return RecordedLog.read(file, ReplayMapping.preset("frappe"), events::add);
  }
}
