package dev.attune.models.release.topic;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ReleaseKeyTest {

  @Test
  void shouldReadEveryKindOfKey() {
    assertThat(ReleaseKey.parse("rollout")).contains(new ReleaseKey.OfRollout());
    assertThat(ReleaseKey.parse("r-2.1_b")).contains(new ReleaseKey.OfManifest("r-2.1_b"));
    assertThat(ReleaseKey.parse("taken-back/r2")).contains(new ReleaseKey.OfTakenBack("r2"));
    assertThat(ReleaseKey.parse("r2/update.onnx/0"))
        .contains(new ReleaseKey.OfChunk("r2", "update.onnx", 0));
    assertThat(ReleaseKey.parse("taken-back/update.onnx/41"))
        .contains(new ReleaseKey.OfChunk("taken-back", "update.onnx", 41));
  }

  @Test
  void shouldReadNothingElse() {
    for (String text :
        new String[] {
          "",
          "/",
          "r2/",
          "r2/update.onnx",
          "r2/update.onnx/",
          "r2/update.onnx/-1",
          "r2/update.onnx/01",
          "r2/update.onnx/1000000",
          "r2/../0",
          "../update.onnx/0",
          "r2/update.onnx/0/",
          "taken-back/",
          "taken-back/rollout",
          "built-in",
          "fallback",
          "r 2"
        }) {
      assertThat(ReleaseKey.parse(text)).as(text).isEmpty();
    }
  }

  @Property
  void shouldWriteWhatItReads(
      @ForAll @StringLength(max = 12) @Chars({'a', '/', '.', '-', '0', '1'}) @CharRange(to = '~')
          String text) {
    ReleaseKey.parse(text).ifPresent(key -> assertThat(key.text()).isEqualTo(text));
  }
}
