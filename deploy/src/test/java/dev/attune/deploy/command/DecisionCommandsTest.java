package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about decisions, used wrongly: one sentence says what to do instead. */
class DecisionCommandsTest {

  @TempDir private Path folder;

  @Test
  void shouldSayThatAUserIdNeedsTheKey() {
    CommandRun run = CommandRun.of("explain", "alice@example.org");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("\"alice@example.org\" is no pseudonym; for a user id, name the file of the key");
  }

  @Test
  void shouldSayThatAKeyIsNone() throws IOException {
    Path missing = folder.resolve("missing");
    Path tooShort = Files.write(folder.resolve("short"), new byte[5]);

    CommandRun none = CommandRun.of("explain", "alice", "--key", missing.toString());
    CommandRun cut = CommandRun.of("explain", "alice", "--key", tooShort.toString());

    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("The key can't be read from " + missing);
    assertThat(cut.code()).isEqualTo(1);
    assertThat(cut.err()).contains("has 5 bytes; a key has 32.");
  }

  @Test
  void shouldSayThatNoDecisionIsAskedFor() {
    CommandRun none = CommandRun.of("explain", "--last", "0");
    CommandRun neither = CommandRun.of("replay-decision");
    CommandRun both = CommandRun.of("replay-decision", "abcdef", "--sample", "3");

    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("--last must be at least 1.");
    assertThat(neither.code()).isEqualTo(2);
    assertThat(neither.err()).contains("--sample");
    assertThat(both.code()).isEqualTo(2);
  }

  @Test
  void shouldSayThatAConfigurationIsNotThere() {
    Path missing = folder.resolve("attune.properties");

    CommandRun run =
        CommandRun.of("replay-decision", "--last", "1", "--config", missing.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains(missing.toString());
  }

  @Test
  void shouldAskForAReasonAndAName() {
    CommandRun without = CommandRun.of("catalog", "reject", "app:maps");
    CommandRun blank = CommandRun.of("catalog", "reject", "app:maps", "--reason", " ");

    assertThat(without.code()).isEqualTo(2);
    assertThat(without.err()).contains("--reason");
    assertThat(blank.code()).isEqualTo(1);
    assertThat(blank.err()).contains("A reason and a name are needed");
  }

  @Test
  void shouldKnowTheStatesOfAnItem() {
    CommandRun run = CommandRun.of("catalog", "list", "--state", "lovely");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("lovely", "PENDING");
  }
}
