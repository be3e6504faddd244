package dev.attune.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuiltInPlainReleaseTest extends PlainReleaseContract {

  BuiltInPlainReleaseTest() {
    super(OnnxRelease.builtIn());
  }

  @Test
  void shouldRunInPlainJava() {
    assertThat(release.isPlain()).isTrue();
  }
}
