package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.topology.memory.MemoryPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryFlagsTest {

  @TempDir private Path folder;

  private String config(String... lines) throws IOException {
    Path file = folder.resolve("attune.properties");
    Files.write(file, List.of("bootstrap.servers=b:1", "schema.registry.url=http://r"));
    Files.write(file, List.of(lines), java.nio.file.StandardOpenOption.APPEND);
    return file.toString();
  }

  @Test
  void shouldSayWhatTheJvmMayTake() throws IOException {
    // Given
    String file = config("memory.max=2g", "threads=2");
    String flags = String.join(" ", MemoryPlan.of(2L << 30, 2).jvmFlags());

    // Then
    assertThat(MemoryFlags.flags("run", "--config", file)).contains(flags);
    assertThat(MemoryFlags.flags("run", "--config=" + file, "--verbose")).contains(flags);
  }

  @Test
  void shouldLeaveItToTheCommandToSayWhatIsWrong() throws IOException {
    assertThat(MemoryFlags.flags("run")).isEmpty();
    assertThat(MemoryFlags.flags("run", "--config")).isEmpty();
    assertThat(MemoryFlags.flags("run", "--config", folder + "/none")).isEmpty();
    assertThat(MemoryFlags.flags("run", "--config", config("memory.max=1m"))).isEmpty();
  }

  @Test
  void shouldShowHowMemoryIsSharedOut() {
    // When
    CommandRun run = CommandRun.of("describe", "--memory", "2g", "--threads", "2");

    // Then
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("memory.max 2048 MiB, 2 threads", "stores", "heap", "-Xmx");
  }

  @Test
  void shouldSayWhyAnAmountWillNotDo() {
    assertThat(CommandRun.of("describe", "--memory", "64m"))
        .satisfies(
            run -> {
              assertThat(run.code()).isEqualTo(1);
              assertThat(run.err()).contains("64 MiB are too little", "752 MiB");
            });
    assertThat(CommandRun.of("describe", "--memory", "some").err()).contains("such as 1280m");
    assertThat(CommandRun.of("describe", "--memory", "2g", "--threads", "0").err())
        .contains("--threads");
  }
}
