package dev.attune.models.onnx;

class BuiltInBatchSizeTest extends BatchSizeContract {

  BuiltInBatchSizeTest() {
    super(OnnxRelease.builtIn());
  }
}
