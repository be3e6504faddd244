package dev.attune.models.onnx;

import dev.attune.models.release.TestReleases;

class FoldedReleaseTest extends FoldedReleaseContract {

  FoldedReleaseTest() {
    super(OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED));
  }
}
