package dev.attune.models.onnx;

import dev.attune.models.release.TestReleases;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.usage.UsageModelContract;

class OnnxUsageModelTest extends UsageModelContract {

  @Override
  protected UsageModel create() {
    try (OnnxRelease release = OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED)) {
      return release.newModel();
    }
  }
}
