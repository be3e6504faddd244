package dev.attune.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.TestReleases;
import org.junit.jupiter.api.Test;

class PlainReleaseTest extends PlainReleaseContract {

  PlainReleaseTest() {
    super(OnnxRelease.load(TestReleases.tiny(), TestReleases.TRUSTED));
  }

  @Test
  void shouldRunInOnnxRuntimeWhatHasAnotherForm() {
    // Its update does; the other graphs are of forms of their own.
    assertThat(release.isPlain()).isFalse();
  }
}
