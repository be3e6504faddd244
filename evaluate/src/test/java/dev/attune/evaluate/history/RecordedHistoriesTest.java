package dev.attune.evaluate.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.device.replay.RecordedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedHistoriesTest {

  @TempDir private Path folder;

  @Test
  void shouldTestTheLastPartOfTheTime() throws IOException {
    List<History> users =
        users(
            """
            user,item,timestamp
            anna,mail,1000
            ben,maps,1300
            anna,maps,1600
            ben,mail,1700
            anna,mail,1900
            """);

    // the last third is from 1600 on; an unlock comes before each opening after a silence
    assertThat(users).extracting(History::user).containsExactly("anna", "ben");
    History anna = users.get(0);
    assertThat(anna.questions()).isEqualTo(3);
    assertThat(questions(anna, 0, anna.testFrom())).isEqualTo(1);
    assertThat(questions(users.get(1), users.get(1).testFrom(), users.get(1).size())).isEqualTo(1);
    assertThat(anna.region()).isEqualTo("log");
  }

  @ParameterizedTest
  @CsvSource({"1772442000", "1772442000000", "2026-03-02T09:00:00Z"})
  void shouldReadTimesInEveryUsualForm(String time) throws IOException {
    List<History> users = users("item,user,timestamp\nmail,anna," + time + "\n");

    // Monday, nine o'clock
    assertThat(users.get(0).token(0).hourOfWeek()).isEqualTo(9);
  }

  private static int questions(History user, int from, int to) {
    int count = 0;
    for (int event = from; event < to; event++) {
      count += user.asked(event) ? 1 : 0;
    }
    return count;
  }

  private List<History> users(String csv) throws IOException {
    Path file = Files.writeString(folder.resolve("log.csv"), csv);
    RecordedLog log = RecordedLog.load(file, PlainLog.mapping(file));
    RecordedHistories histories = new RecordedHistories(log, "log", 1.0 / 3);
    List<History> users = new ArrayList<>();
    histories.forEach(users::add);
    assertThat(histories.users()).isEqualTo(users.size());
    assertThat(histories.items()).allMatch(item -> item.startsWith("app:"));
    return users;
  }
}
