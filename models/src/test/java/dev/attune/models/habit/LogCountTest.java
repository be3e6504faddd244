package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LogCountTest {

  private static final int COUNTERS = 2_000;

  @Test
  void shouldHoldSmallCountsThatAreOneLessThanAPowerOfTwoExactly() {
    assertThat(LogCount.value((byte) 0)).isZero();
    assertThat(LogCount.value((byte) 32)).isEqualTo(1f);
    assertThat(LogCount.value((byte) 96)).isEqualTo(7f);
    assertThat(LogCount.log((byte) 32)).isCloseTo((float) Math.log(2), within(1e-6f));
    assertThat(LogCount.change((byte) 0, 1, 1, 12345)).isEqualTo((byte) 32);
  }

  @Test
  void shouldBeRightOnAverageHoweverOftenOneIsAdded() {
    double sum = 0;
    for (int counter = 0; counter < COUNTERS; counter++) {
      byte level = 0;
      for (int i = 0; i < 60; i++) {
        level = LogCount.change(level, 1, 1, counter * 1009 + i);
      }
      sum += LogCount.value(level);
    }

    // One counter is off by about 8 %, the mean of 2,000 by 0.2 %.
    assertThat(sum / COUNTERS).isCloseTo(60, within(0.6));
  }

  @Test
  void shouldBeRightOnAverageHoweverOftenItDecays() {
    double sum = 0;
    for (int counter = 0; counter < COUNTERS; counter++) {
      byte level = (byte) 96;
      for (int day = 0; day < 28; day++) {
        level = LogCount.change(level, Math.pow(2, -1 / 14.0), 0, counter * 1009 + day);
      }
      sum += LogCount.value(level);
    }

    assertThat(sum / COUNTERS).isCloseTo(7 / 4.0, within(0.03));
  }

  @Test
  void shouldStayWithinItsByte() {
    byte most = LogCount.change((byte) 255, 1, 100, 1);

    assertThat(most).isEqualTo((byte) 255);
    assertThat(LogCount.value(most)).isBetween(248f, 250f);
    assertThat(LogCount.change((byte) 5, 1, -3, 1)).isZero();
  }

  @Test
  void shouldGiveEqualBytesForEqualEvents() {
    for (int random = 0; random < 100; random++) {
      byte once = LogCount.change((byte) 100, 1, 1, random);
      assertThat(LogCount.change((byte) 100, 1, 1, random)).isEqualTo(once);
      // 7.7 and one more lies between these two.
      assertThat(once).isIn((byte) 105, (byte) 106);
    }
  }
}
