package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.usage.UsageModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReleasesTest {

  @Test
  void shouldOpenTheReleaseThatTravelsWithAttune() {
    try (ModelReleases releases = ModelReleases.open("built-in", TrustedKeys.builtIn());
        UsageModel model = releases.newModel()) {
      assertThat(model.release()).isEqualTo(releases.id()).isNotEqualTo("fallback");
      assertThat(model.fallback()).isFalse();
    }
  }

  @Test
  void shouldRunOnStatisticsAlone() {
    try (ModelReleases releases = ModelReleases.open("fallback", TrustedKeys.builtIn());
        UsageModel model = releases.newModel()) {
      assertThat(model.release()).isEqualTo("fallback");
    }
  }

  @Test
  void shouldRefuseAFolderThatHoldsNoRelease(@TempDir Path folder) throws IOException {
    // Given
    Files.writeString(folder.resolve("manifest.json"), "{}");

    // Then
    assertThatThrownBy(() -> ModelReleases.open(folder.toString(), TrustedKeys.builtIn()))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining(folder.toString());
  }
}
