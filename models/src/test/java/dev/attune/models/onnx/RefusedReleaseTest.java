package dev.attune.models.onnx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.TestReleases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases that are signed and whole, and yet of no use: the word that says why. */
class RefusedReleaseTest {

  @TempDir private Path folder;

  @BeforeEach
  void copy() {
    TestReleases.copyTo(folder);
  }

  @Test
  void shouldNameGraphsThatAnswerNoNumbers() {
    refuses(
        Reason.NOT_FINITE,
        "update.onnx",
        bytes -> {
          // There lie weights of the item table; a float of ones is not a number.
          Arrays.fill(bytes, 1000, 120_000, (byte) 0xFF);
          return bytes;
        });
  }

  @Test
  void shouldNameGraphsOfAnotherShape() throws IOException {
    byte[] readout = Files.readAllBytes(folder.resolve("readout.onnx"));
    refuses(Reason.SHAPE, "update.onnx", bytes -> readout);
  }

  @Test
  void shouldNameGraphsThatAnswerSomethingElse() {
    refuses(
        Reason.GOLDEN,
        "update.onnx",
        bytes -> {
          // A weight of the item table, from about 1 to about 2.
          Arrays.fill(bytes, 1000, 120_000, (byte) 0x40);
          return bytes;
        });
  }

  @Test
  void shouldNameOperatorsThatAreNotAllowed() {
    refuses(
        Reason.OPERATOR,
        "update.onnx",
        bytes ->
            new String(bytes, ISO_8859_1)
                .replace("\"\u0003Sub", "\"\u0003Mod")
                .getBytes(ISO_8859_1));
  }

  @Test
  void shouldNameWhatIsNoGraph() {
    refuses(Reason.MALFORMED, "rank.onnx", bytes -> "no graph".getBytes(UTF_8));
    refuses(Reason.MALFORMED, "golden.json", bytes -> "{}".getBytes(UTF_8));
  }

  private void refuses(Reason reason, String file, UnaryOperator<byte[]> change) {
    TestReleases.copyTo(folder);
    TestReleases.rebuild(folder, file, change);

    ReleaseRefusedException refused =
        catchThrowableOfType(
            ReleaseRefusedException.class,
            () -> OnnxRelease.load(folder, TestReleases.TRUSTED).close());

    assertThat(refused).isNotNull();
    assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
  }
}
