package dev.attune.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParentDeathIT {

  @Test
  void shouldLeaveNoServerBehindWhenTheParentIsKilled(@TempDir Path temporary) throws Exception {
    Process parent =
        new ProcessBuilder(
                List.of(
                    JavaRuntime.program(),
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    JavaRuntime.classPath(),
                    Holder.class.getName()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProcessHandle broker;
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (!line.startsWith("pid ")) {
        line = out.readLine();
      }
      broker = ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
    }
    assertThat(broker.isAlive()).isTrue();

    // when
    parent.destroyForcibly().waitFor();

    // then
    broker.onExit().get(30, TimeUnit.SECONDS);
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.filter(file -> file.getFileName().toString().startsWith("attune-")))
          .isEmpty();
    }
  }

  /** Starts a broker, tells its process id, and waits to be killed. */
  static final class Holder {
    public static void main(String[] args) throws InterruptedException {
      LocalBroker broker = LocalBroker.start();
      System.out.println("pid " + broker.pid());
      Thread.currentThread().join();
    }
  }
}
