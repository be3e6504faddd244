package dev.attune.bench.reencode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.onnx.OnnxRelease;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReencoderTest {

  @Test
  void shouldEncodeEveryUsersEventsInTheirOrder() {
    try (OnnxRelease quiet = OnnxRelease.builtIn();
        Reencoder reencoder = new Reencoder(3)) {
      int[] events = new Random(1).ints(3 * Reencoder.EVENTS, 0, Reencoder.ITEMS).toArray();
      // The second user's events are the first one's, but for the first two in turned order.
      System.arraycopy(events, 0, events, Reencoder.EVENTS, Reencoder.EVENTS);
      events[Reencoder.EVENTS] = events[1];
      events[Reencoder.EVENTS + 1] = events[0];
      float[] answers = new float[3 * Reencoder.width()];

      reencoder.encode(events, answers);

      assertThat(quiet.vocabulary().size()).isPositive();
      for (float answer : answers) {
        assertThat(answer).isFinite();
      }
      assertThat(answers[0]).isNotZero().isNotEqualTo(answers[Reencoder.width()]);
    }
  }
}
