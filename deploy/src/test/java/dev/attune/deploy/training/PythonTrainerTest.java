package dev.attune.deploy.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonTrainerTest {

  @Test
  void shouldSayHowToMakeAnEnvironmentWhenThereIsNoPython() {
    assertThatThrownBy(() -> PythonTrainer.find(Map.of(PythonTrainer.VARIABLE, "no-such-python")))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("no-such-python (there is no such program)")
        .hasMessageContaining("python3 -m venv")
        .hasMessageContaining("pip install -e");
  }

  @Test
  void shouldSayWhichPackageIsMissing(@TempDir Path folder) throws IOException {
    Path python =
        Files.writeString(
            folder.resolve("python"), "#!/bin/sh\necho \"No module named 'torch'\"\nexit 1\n");
    assumeTrue(File.separatorChar == '/' && python.toFile().setExecutable(true));

    assertThatThrownBy(() -> PythonTrainer.find(Map.of(PythonTrainer.VARIABLE, python.toString())))
        .isInstanceOf(TrainerException.class)
        .hasMessageContaining("(No module named 'torch')")
        .hasMessageContaining("pip install -e");
  }
}
