package dev.attune.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {

  /** Three threads wait in native code all the time, a fourth works there in half of it. */
  @Test
  void shouldCountARoundForEachThreadInNativeCode() {
    // Given: 100 rounds, so 350 times, in 70 of which somebody was in Java
    List<Sampled> samples = new ArrayList<>();
    for (String waiting : List.of("a", "b", "c")) {
      samples.addAll(Collections.nCopies(100, inNative(waiting, "sun.nio.ch.EPoll.wait")));
    }
    Sampled working = inNative("d", "ai.onnxruntime.OrtSession.run");
    samples.addAll(Collections.nCopies(50, working));
    Sampled inJava = new Sampled("d", false, List.of("java.util.HashMap.get"));
    samples.addAll(Collections.nCopies(70, inJava));

    // When
    Looks looks = Looks.of(samples);

    // Then
    assertThat(50 * looks.weight(working)).isEqualTo(0.5, within(1e-9));
    assertThat(70 * looks.weight(inJava)).isEqualTo(0.2, within(1e-9));
    assertThat(looks.weight(samples.get(0))).isZero();
  }

  private static Sampled inNative(String thread, String method) {
    return new Sampled(thread, true, List.of(method));
  }
}
