package dev.attune.device.replay;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** How times are written in a log. */
interface TimeFormat {
  // 1970 to 9999: beyond that it is no time, but a number of something else
  long LATEST_SECOND = 253_402_300_799L;

  /**
   * Seconds since 1970-01-01T00:00Z.
   *
   * @throws IllegalArgumentException if it is no such time
   */
  long seconds(String text);

  /**
   * A format by name.
   *
   * @param name {@code epoch-seconds}, {@code epoch-millis}, {@code iso}, or a pattern of {@link
   *     DateTimeFormatter}
   * @param utcOffsetMinutes the offset of times that name none
   * @throws IllegalArgumentException if it is neither
   */
  static TimeFormat of(String name, int utcOffsetMinutes) {
    return switch (name) {
      // some logs write fractions
      case "epoch-seconds" -> text -> checked(new BigDecimal(text).longValue());
      case "epoch-millis" -> text -> checked(Math.floorDiv(Long.parseLong(text), 1000L));
      case "iso" -> parser(DateTimeFormatter.ISO_DATE_TIME, utcOffsetMinutes);
      default -> parser(DateTimeFormatter.ofPattern(name, Locale.ROOT), utcOffsetMinutes);
    };
  }

  private static TimeFormat parser(DateTimeFormatter format, int utcOffsetMinutes) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(utcOffsetMinutes * 60);
    return text -> {
      try {
        TemporalAccessor parsed = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return checked(
            parsed.isSupported(ChronoField.INSTANT_SECONDS)
                ? Instant.from(parsed).getEpochSecond()
                : LocalDateTime.from(parsed).toEpochSecond(offset));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    };
  }

  private static long checked(long seconds) {
    if (seconds < 0 || seconds > LATEST_SECOND) {
      throw new IllegalArgumentException("not between 1970 and 9999");
    }
    return seconds;
  }
}
