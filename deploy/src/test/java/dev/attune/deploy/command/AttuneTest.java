package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says to those who use it badly; nothing here needs a broker. */
class AttuneTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "run",
        "init",
        "simulate",
        "replay",
        "watch",
        "model",
        "describe",
        "export-training",
        "evaluate",
        "train"
      })
  void shouldExplainEveryCommand(String command) {
    assertThat(attune(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: attune " + command);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldSayItsVersion() {
    assertThat(attune("--version")).isZero();
    assertThat(out.toString()).matches("attune \\d+\\.\\d+\\.\\d+ on Java .*\\R");
  }

  @Test
  void shouldRefuseUnknownOptions() {
    assertFails(2, "Unknown option", "demo", "--speed", "3");
  }

  @Test
  void shouldRefuseUnknownCommands() {
    assertFails(2, "dmeo", "dmeo");
  }

  @Test
  void shouldRefuseWhatIsNoDuration() {
    assertFails(2, "'soon' is not a duration such as 500ms", "demo", "--duration", "soon");
  }

  @Test
  void shouldRefuseImpossibleNumbers() {
    assertFails(1, "--users must be at least 1, not 0.", "demo", "--users", "0");
  }

  @Test
  void shouldRefuseAReportThatCannotBeWritten(@TempDir Path folder) {
    assertFails(
        1, "can't be written", "demo", "--report", folder.resolve("none/r.json").toString());
  }

  @Test
  void shouldRefuseATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertFails(
          1,
          "Port " + port + " for the broker is taken",
          "demo",
          "--release",
          "fallback",
          "--broker-port",
          port);
    }
  }

  @Test
  void shouldRefuseAFolderWithoutARelease(@TempDir Path folder) {
    assertFails(1, folder.toString(), "demo", "--release", folder.toString());
  }

  @Test
  void shouldNameTheCorruptedFileOfARelease(@TempDir Path folder) throws IOException {
    BuiltInRelease.copyTo(folder);
    BuiltInRelease.damage(folder.resolve("rank.onnx"));

    assertFails(1, "rank.onnx", "demo", "--release", folder.toString());
  }

  @Test
  void shouldNameEveryProblemOfAConfiguration(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("attune.properties");
    Files.writeString(file, "commit.interval=soon\nno.such.key=1\n");

    assertThat(attune("run", "--config", file.toString())).isEqualTo(1);
    assertThat(err.toString())
        .contains("bootstrap.servers", "schema.registry.url", "commit.interval", "no.such.key")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldDrawTheTopology() {
    assertThat(attune("describe", "--mermaid")).isZero();
    assertThat(out.toString())
        .startsWith("flowchart")
        .contains("device.usage-events", "personalization.recommendations", "profiles");
  }

  @Test
  void shouldWantToKnowWhatTheColumnsMean() {
    assertFails(2, "--preset", "replay", "log.csv");
  }

  @Test
  void shouldNameALogThatIsNotThere() {
    assertFails(1, "There is no file none.csv", "replay", "--preset=lsapp", "none.csv");
  }

  @Test
  void shouldNameThePresetsThereAre(@TempDir Path folder) throws IOException {
    Path log = Files.writeString(folder.resolve("log.csv"), "a,b\n");
    assertFails(1, "lsapp and frappe", "replay", "--preset=lsap", log.toString());
  }

  @Test
  void shouldAskWhatTheDataOfALogIs(@TempDir Path folder) throws IOException {
    String log = Files.writeString(folder.resolve("log.tsv"), "a\n").toString();
    String out = folder.resolve("set").toString();
    String[] start = {"export-training", "--out", out, "--log", log};

    assertFails(2, "Give --preset or --mapping", start);
    assertFails(2, "Give --data-class", with(start, "--preset=lsapp"));
    assertFails(2, "not simulated", with(start, "--preset=lsapp", "--data-class=simulated"));
    assertFails(
        2, "one of simulated, public", with(start, "--preset=lsapp", "--data-class=secret"));
    assertFails(
        2,
        "--users is of simulated users",
        with(start, "--preset=lsapp", "--data-class=public", "--users=5"));
    assertFails(2, "two sources", with(start, "--preset=lsapp", "--from-topic"));
    assertFails(
        1, "log.tsv lacks the columns", with(start, "--preset=lsapp", "--data-class=public"));
    assertFails(
        2, "of the data class simulated", "export-training", "--out", out, "--data-class=public");
    assertFails(1, "egion must be eu", "export-training", "--out", out, "--region=mars");
  }

  @Test
  void shouldAskForALoopThatCanBeMeasured() {
    assertFails(1, "so there must be more than that, not 14.", "evaluate", "loop", "--days=14");
    assertFails(1, "A seed is given twice.", "evaluate", "loop", "--seed=1,1");
    assertFails(
        1, "one release at a time", "evaluate", "loop", "--release=fallback", "--release=built-in");
  }

  @Test
  void shouldNameTheTopicsThereAre() {
    assertFails(1, "recommendations, notification-settings", "watch", "recomendations");
  }

  @Test
  void shouldAskForTheOtherAddress() {
    assertFails(1, "--registry is missing", "init", "--bootstrap", "localhost:1");
  }

  @Test
  void shouldShowWhereOnlyWhenAsked() {
    assertThat(attune("demo", "--users", "0", "--verbose")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat ");
  }

  private void assertFails(int code, String sentence, String... args) {
    assertThat(attune(args)).isEqualTo(code);
    assertThat(err.toString()).contains(sentence).doesNotContain("\tat ", "Exception");
  }

  private static String[] with(String[] start, String... more) {
    return Stream.concat(Arrays.stream(start), Arrays.stream(more)).toArray(String[]::new);
  }

  private int attune(String... args) {
    return Attune.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
