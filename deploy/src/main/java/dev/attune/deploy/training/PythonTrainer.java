package dev.attune.deploy.training;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The trainer of {@code models/training}, run by a Python that has what it needs: the one named in
 * {@code ATTUNE_PYTHON}, else that of the environment {@code models/training/.venv}, else {@code
 * python3}.
 */
public final class PythonTrainer {

  /** The environment variable that names the Python to use. */
  public static final String VARIABLE = "ATTUNE_PYTHON";

  /** The system property with the folder that Attune was checked out to. */
  public static final String HOME = "attune.home";

  private static final Path FOLDER = Path.of("models", "training");
  private static final String PACKAGE = "attune_training";
  private static final String PROBE = "import numpy, onnx, onnxruntime, torch";
  private static final long PROBE_SECONDS = 120;

  private final Path folder;
  private final String python;

  private PythonTrainer(Path folder, String python) {
    this.folder = folder;
    this.python = python;
  }

  /**
   * Finds the trainer and a Python that can run it.
   *
   * @param environment the environment's variables
   * @throws TrainerException if one is missing; the message says how to get it
   */
  public static PythonTrainer find(Map<String, String> environment) {
    Path folder =
        folder()
            .orElseThrow(
                () ->
                    new TrainerException(
                        "The trainer is not here: run this in a checkout of Attune, which has it in "
                            + FOLDER
                            + "."));
    String python = python(folder, environment);
    String problem = probe(python, folder);
    if (!problem.isEmpty()) {
      throw new TrainerException(
          "The trainer can't run on "
              + python
              + " ("
              + problem
              + "). Make an environment for it:\n"
              + "  python3 -m venv "
              + shown(folder.resolve(".venv"))
              + "\n  "
              + shown(folder.resolve(".venv").resolve("bin").resolve("pip"))
              + " install -e "
              + shown(folder)
              + "\nor name a Python that has PyTorch, ONNX and ONNX Runtime in "
              + VARIABLE
              + ".");
    }
    return new PythonTrainer(folder, python);
  }

  /** Which Python it runs on. */
  public String python() {
    return python;
  }

  /**
   * Runs a command of the trainer to its end. When this JVM ends before, so does the trainer.
   *
   * @param progress gets everything it prints, as it prints it
   * @throws TrainerException if it fails; what it said is in {@code progress}
   */
  public void run(List<String> arguments, Writer progress) {
    List<String> command = new ArrayList<>(List.of(python, "-m", PACKAGE));
    command.addAll(arguments);
    Process process = start(command, folder);
    Thread end = new Thread(process::destroy, "trainer-end");
    Runtime.getRuntime().addShutdownHook(end);
    try (Reader said = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      char[] buffer = new char[4096];
      for (int n = said.read(buffer); n >= 0; n = said.read(buffer)) {
        progress.write(buffer, 0, n);
        progress.flush();
      }
      int code = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
      if (code != 0) {
        throw new TrainerException("The trainer ended with code " + code + "; it said why above.");
      }
    } catch (IOException e) {
      process.destroy();
      throw new TrainerException("The trainer can't be followed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new TrainerException("The training was interrupted.", e);
    }
  }

  private static Optional<Path> folder() {
    String home = System.getProperty(HOME, "");
    if (!home.isEmpty()) {
      return Optional.of(Path.of(home).resolve(FOLDER)).filter(PythonTrainer::isTrainer);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (isTrainer(at.resolve(FOLDER))) {
        return Optional.of(at.resolve(FOLDER));
      }
    }
    return Optional.empty();
  }

  private static boolean isTrainer(Path folder) {
    return Files.isRegularFile(folder.resolve(PACKAGE).resolve("cli.py"));
  }

  private static String python(Path folder, Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return named;
    }
    for (String place : List.of("bin/python", "Scripts/python.exe")) {
      Path python = folder.resolve(".venv").resolve(place);
      if (Files.isRegularFile(python)) {
        return python.toString();
      }
    }
    return "python3";
  }

  /** What is wrong with this Python, or nothing. */
  private static String probe(String python, Path folder) {
    try {
      Process process = start(List.of(python, "-c", PROBE), folder);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        return "it does not answer";
      }
      return process.exitValue() == 0 ? "" : lastLine(said);
    } catch (TrainerException e) {
      return "there is no such program";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  private static Process start(List<String> command, Path folder) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", folder.toAbsolutePath().toString());
    builder.environment().put("PYTHONUNBUFFERED", "1");
    builder.environment().put("ORT_DISABLE_TELEMETRY", "1");
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new TrainerException(command.get(0) + " can't be started: " + e.getMessage(), e);
    }
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce("it says nothing", (before, line) -> line);
  }

  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.toAbsolutePath().startsWith(here)
        ? here.relativize(path.toAbsolutePath())
        : path.toAbsolutePath();
  }
}
