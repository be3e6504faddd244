package dev.attune.device.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class AnyRowsReplayTest {

  @Property(tries = 300)
  void shouldReplayWhatItCanOfAnyLines(
      @ForAll @Size(max = 8)
          List<
                  @StringLength(max = 30) @Chars({'"', ',', '\t', '\r', ' ', '\\', ';'})
                  @CharRange(from = 'a', to = 'e') String>
              lines)
      throws IOException {
    Properties mapping = new Properties();
    mapping.put("column.user", "u");
    mapping.put("column.time", "t");
    mapping.put("column.item", "i");
    mapping.put("time.format", "epoch-seconds");
    Path file = Files.createTempFile("any-rows", ".csv");
    try {
      // given any lines, then a blank one, between two good rows
      Files.writeString(
          file, "u,t,i\nann,1000,Maps\n" + String.join("\n", lines) + "\n\nann,1001,News\n");

      // when
      long[] events = new long[1];
      ReplayReport report =
          RecordedLog.read(file, ReplayMapping.of(mapping, "test"), event -> events[0]++);

      // then the first row is always used, and every row is accounted for
      assertThat(report.rowsUsed()).isGreaterThanOrEqualTo(1);
      assertThat(report.rowsUsed() + report.rowsSkipped()).isEqualTo(report.rows());
      assertThat(report.events()).isEqualTo(events[0]);
    } finally {
      Files.delete(file);
    }
  }
}
