package dev.attune.deploy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.device.replay.RecordedLog;
import dev.attune.device.replay.ReplayMapping;
import dev.attune.models.training.DataClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedExportTest {

  private final List<String> said = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void shouldWriteWhatALogTells() throws IOException {
    Path set = export(2, DataClass.PUBLIC, folder.resolve("set"));

    JsonNode meta = new ObjectMapper().readTree(set.resolve("meta.json").toFile());
    assertThat(meta.get("source").asText()).isEqualTo("recorded");
    assertThat(meta.get("dataClass").asText()).isEqualTo("public");
    assertThat(meta.get("users").asInt()).isEqualTo(3);
    assertThat(meta.get("candidates").asInt()).isEqualTo(2);
    // three unlocks, and every row of the log
    assertThat(meta.get("tokens").asInt()).isEqualTo(3 + 7);
    assertThat(said).anyMatch(line -> line.startsWith("7 rows read, 7 used"));
  }

  @Test
  void shouldNameOnlyItemsOfEnoughUsers() throws IOException {
    Path set = export(2, DataClass.PRIVATE, folder.resolve("set"));

    assertThat(set.resolve("vocabulary.txt")).hasContent("app:maps\napp:mail\n");
    assertThat(said).contains("2 items known by name, 1 by hash only (fewer than 2 users)");
  }

  @Test
  void shouldSayWhenNothingIsUsedByEnough() {
    assertThatThrownBy(() -> export(9, DataClass.PRIVATE, folder.resolve("set")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("used by 9 users each")
        .hasMessageContaining("there are 0");
    assertThat(folder.resolve("set/meta.json")).doesNotExist();
  }

  @Test
  void shouldGiveTheSameBytesForTheSameLog() throws IOException {
    export(1, DataClass.PUBLIC, folder.resolve("a"));
    export(1, DataClass.PUBLIC, folder.resolve("b"));

    try (Stream<Path> files = Files.list(folder.resolve("a"))) {
      for (Path file : files.toList()) {
        assertThat(folder.resolve("b").resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void shouldNotCallRecordedEventsSimulated() {
    assertThatThrownBy(() -> new RecordedRequest(1, 2, 3, 4, DataClass.SIMULATED, folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("recorded events are not simulated");
  }

  private Path export(int minUsers, DataClass dataClass, Path out) throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log.tsv"),
            """
            user_id\tsession_id\ttimestamp\tapp_name\tevent_type
            u1\t1\t2018-01-16 06:01:05\tMaps\tOpened
            u1\t1\t2018-01-16 06:02:05\tMaps\tClosed
            u2\t2\t2018-01-16 06:01:05\tMaps\tOpened
            u2\t2\t2018-01-16 06:03:05\tMail\tOpened
            u2\t2\t2018-01-16 06:04:05\tSecret\tOpened
            u3\t3\t2018-01-16 06:01:05\tMaps\tOpened
            u3\t3\t2018-01-16 06:03:05\tMail\tOpened
            """);
    RecordedRequest request = new RecordedRequest(1, 20, 24, minUsers, dataClass, out);
    new RecordedExport(request, said::add)
        .run(RecordedLog.load(log, ReplayMapping.preset("lsapp")));
    return out;
  }
}
