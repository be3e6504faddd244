package dev.attune.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class OnnxEnvironmentTest {

  private static final int LONG = OnnxEnvironment.MOST_BYTES + 1;

  @Test
  void shouldLetShortCommandLinesPass() {
    assertThat(OnnxEnvironment.problem(OnnxEnvironment.MOST_BYTES, null)).isEmpty();
    assertThat(OnnxEnvironment.problem()).isEmpty();
  }

  @Test
  void shouldNameTheCauseOfWhatALongOneWouldDo() {
    assertThat(OnnxEnvironment.problem(LONG, null))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .contains("3901 bytes", "telemetry", "set ORT_DISABLE_TELEMETRY=1"));
  }

  @Test
  void shouldReadTheVariableAsOnnxRuntimeDoes() {
    assertThat(List.of("1", "true", " Yes ", "ON", "y"))
        .allSatisfy(value -> assertThat(OnnxEnvironment.problem(LONG, value)).isEmpty());
    assertThat(List.of("", "0", "false", "off", "disabled"))
        .allSatisfy(value -> assertThat(OnnxEnvironment.problem(LONG, value)).isPresent());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldRunInAProcessWithALongCommandLineThatHasTheVariable() {
    Ended child = child("1");

    assertThat(child.output).endsWith("loaded tiny\n");
    assertThat(child.code).isZero();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldRefuseToStartRatherThanCrashWithoutTheVariable() {
    Ended child = child("");

    assertThat(child.output).contains("set ORT_DISABLE_TELEMETRY=1 in the environment");
    assertThat(child.code).isEqualTo(1);
  }

  /** Loads a release in another JVM, with a command line that is twice as long as it may be. */
  private static Ended child(String variable) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-Dpadding=" + "x".repeat(2 * LONG),
            LoadsARelease.class.getName());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(OnnxEnvironment.VARIABLE, variable);
    try {
      Process process = builder.redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Ended(int code, String output) {}
}
