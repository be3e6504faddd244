package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QualityBookTest {

  private final List<String> drifted = new ArrayList<>();
  private final QualityBook book =
      new QualityBook((release, region) -> drifted.add(release + "/" + region));

  @Test
  void shouldTellOfDriftByReleaseAndRegion() {
    // Given
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      book.answered("a", "eu", random.nextDouble() < 0.6, false, 0.6, true);
      book.answered("a", "us", random.nextDouble() < 0.6, false, 0.6, true);
    }

    // When
    for (int i = 0; i < 500; i++) {
      book.answered("a", "eu", random.nextDouble() < 0.3, false, 0.6, true);
      book.answered("a", "us", random.nextDouble() < 0.6, false, 0.6, true);
    }

    // Then
    assertThat(drifted).containsExactly("a/eu");
  }

  @Test
  void shouldPutWhateverRegionsPhonesMayNameUnderOneName() {
    // When
    for (int i = 0; i < 1_000; i++) {
      book.answered("a", "region-" + i, true, true, 1, true);
    }

    // Then
    assertThat(book.of("a")).hasSize(33);
    assertThat(book.of("a"))
        .filteredOn(quality -> quality.region().equals(QualityBook.OTHER))
        .singleElement()
        .extracting(RegionQuality::queries)
        .isEqualTo(1_000L - 32);
  }

  @Test
  void shouldCompareWithWhatThePredecessorDidBefore() {
    // Given
    for (int i = 0; i < 2_000; i++) {
      book.answered("a", "eu", true, i % 2 == 0, 0.6, true);
    }
    book.compare(Map.of("b", "a"));

    // When
    for (int i = 0; i < 500; i++) {
      book.answered("b", "eu", i % 2 == 0, i % 2 == 0, 0.6, true);
    }

    // Then
    assertThat(book.worse("b"))
        .hasValueSatisfying(why -> assertThat(why).contains("50.0 % of 500").contains("than a"));
    assertThat(book.worse("a")).isEmpty();
  }

  @Test
  void shouldStartAfreshWhenAReleaseIsComparedWithAnother() {
    // Given
    book.compare(Map.of("b", "a"));
    for (int i = 0; i < 2_000; i++) {
      book.answered("a", "eu", true, false, 1, true);
      book.answered("b", "eu", false, false, 1, true);
    }
    assertThat(book.worse("b")).isPresent();

    // When
    book.compare(Map.of("b", "c"));

    // Then
    assertThat(book.worse("b")).isEmpty();
  }
}
