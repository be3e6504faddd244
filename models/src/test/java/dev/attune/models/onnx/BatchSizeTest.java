package dev.attune.models.onnx;

import dev.attune.models.release.TestReleases;

class BatchSizeTest extends BatchSizeContract {

  BatchSizeTest() {
    super(OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED));
  }
}
