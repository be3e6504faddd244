package dev.attune.models.onnx;

class BuiltInFoldedReleaseTest extends FoldedReleaseContract {

  BuiltInFoldedReleaseTest() {
    super(OnnxRelease.builtIn());
  }
}
