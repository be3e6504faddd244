package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ONNX Runtime as this process has it: made once, by whoever needs it first, and quiet.
 *
 * <p>Version 1.29.0 sends telemetry on Linux and macOS (<a
 * href="https://github.com/microsoft/onnxruntime/pull/27379">pull request 27379</a>). Only {@value
 * #VARIABLE} in the environment, before the library is loaded, stops all of it: without it, loading
 * was seen to read {@code /etc/machine-id} and the command line, to open a database under {@code
 * ~/.cache/Microsoft} and a file in the temporary folder, to start threads, and to look up the
 * maker's host, whether {@code setTelemetry(false)} followed at once or not. A Java program can't
 * set a variable of its own process, so all that is left to do here is to switch off what can be
 * switched off later, and to say so.
 *
 * <p>Reading the command line is also what ends a process without a word, with a segmentation
 * fault, when that line has more than about 3980 bytes, as one with a long class path easily has.
 */
public final class OnnxEnvironment {

  /** What must be in the environment of the process. */
  public static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  /** Below what was seen to crash, in bytes. */
  static final int MOST_BYTES = 3900;

  private static final Logger LOG = LoggerFactory.getLogger(OnnxEnvironment.class);
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
  private static final Set<String> YES = Set.of("1", "true", "yes", "on", "y");

  private static @Nullable OrtEnvironment environment;

  private OnnxEnvironment() {}

  /** Why ONNX Runtime must not be loaded into this process, if so: a sentence for its user. */
  public static Optional<String> problem() {
    try {
      int bytes = Files.exists(COMMAND_LINE) ? Files.readAllBytes(COMMAND_LINE).length : 0;
      return problem(bytes, System.getenv(VARIABLE));
    } catch (IOException e) {
      // Then ONNX Runtime can't read it either.
      return Optional.empty();
    }
  }

  static Optional<String> problem(int commandLineBytes, @Nullable String variable) {
    if (commandLineBytes <= MOST_BYTES || means(variable)) {
      return Optional.empty();
    }
    return Optional.of(
        "The command line of this process has "
            + commandLineBytes
            + " bytes, and the telemetry of ONNX Runtime 1.29 crashes where it has more than about "
            + MOST_BYTES
            + ": set "
            + VARIABLE
            + "=1 in the environment, which also keeps it from sending anything.");
  }

  /**
   * The environment of all sessions.
   *
   * @throws IllegalStateException if there is a {@link #problem}
   */
  static synchronized OrtEnvironment get() {
    if (environment == null) {
      environment = create();
    }
    return environment;
  }

  /** As ONNX Runtime reads it. */
  private static boolean means(@Nullable String variable) {
    return variable != null && YES.contains(variable.strip().toLowerCase(Locale.ROOT));
  }

  private static OrtEnvironment create() {
    problem()
        .ifPresent(
            sentence -> {
              throw new IllegalStateException(sentence);
            });
    OrtEnvironment made = OrtEnvironment.getEnvironment();
    try {
      made.setTelemetry(false);
    } catch (OrtException e) {
      LOG.warn("problem=\"the telemetry of ONNX Runtime stays on\" error=\"{}\"", e.toString());
    }
    if (!means(System.getenv(VARIABLE))) {
      LOG.warn(
          "problem=\"ONNX Runtime tells its maker that it was started: set {}=1 in the environment"
              + " of this process\"",
          VARIABLE);
    }
    return made;
  }
}
