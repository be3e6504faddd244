package dev.attune.evaluate.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExposureTest {

  private static final Set<String> FOUR = Set.of("a", "b", "c", "d");

  @Test
  void shouldCountTheItemsThatAreOffered() {
    Diary one = new Diary(3, 1);
    one.offered(1, "a");
    one.offered(2, "a");
    one.offered(0, "c"); // too early to count
    Diary other = new Diary(3, 1);
    other.offered(1, "b");

    assertThat(new Exposure(FOUR, new Diaries(List.of(one, other))).coverage()).isEqualTo(0.5);
  }

  @Test
  void shouldTellOneForAllFromAllForOne() {
    Diary equal = new Diary(1, 0);
    FOUR.forEach(item -> equal.shown(0, item));
    Diary single = new Diary(1, 0);
    single.shown(0, "a");

    assertThat(gini(equal)).isCloseTo(0, within(1e-12));
    assertThat(gini(single)).isCloseTo(0.75, within(1e-12));
  }

  private static double gini(Diary diary) {
    return new Exposure(FOUR, new Diaries(List.of(diary))).gini();
  }
}
