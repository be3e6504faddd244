package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.topology.fixture.Phone;
import org.junit.jupiter.api.Test;

class ExpectationsTest {

  private static final Ranking RANKING =
      new Ranking(new int[] {1, 2, 3, 4, 5}, new int[] {1, 2, 3, 4, 6}, 0.8);

  private final QualityBook book = new QualityBook((release, region) -> {});
  private final Expectations expectations = new Expectations(book, 2);

  @Test
  void shouldCountTheNextAppOnce() {
    // When
    expectations.ranked(Phone.user(1), "eu", "a", RANKING);
    expectations.opened(Phone.user(1), 5);
    expectations.opened(Phone.user(1), 1);
    expectations.opened(Phone.user(2), 1);

    // Then
    assertThat(book.of("a")).hasSize(1);
    RegionQuality eu = book.of("a").get(0);
    assertThat(eu.queries()).isEqualTo(1);
    assertThat(eu.hits()).isEqualTo(1);
    assertThat(eu.countHits()).isZero();
    assertThat(eu.overconfidence()).isEqualTo(-0.2, within(1e-9));
    assertThat(eu.brier()).isEqualTo(0.04, within(1e-9));
  }

  @Test
  void shouldExpectWhatWasRankedLast() {
    // When
    expectations.ranked(Phone.user(1), "eu", "a", RANKING);
    expectations.ranked(Phone.user(1), "us", "b", RANKING);
    expectations.opened(Phone.user(1), 9);

    // Then
    assertThat(book.of("a")).isEmpty();
    assertThat(book.of("b").get(0).region()).isEqualTo("us");
    assertThat(book.of("b").get(0).hits()).isZero();
  }

  @Test
  void shouldForgetWhoeverWasNotHeardOfForLongest() {
    // When
    expectations.ranked(Phone.user(1), "eu", "a", RANKING);
    expectations.ranked(Phone.user(2), "eu", "a", RANKING);
    expectations.ranked(Phone.user(3), "eu", "a", RANKING);
    expectations.opened(Phone.user(1), 1);
    expectations.opened(Phone.user(2), 1);

    // Then
    assertThat(book.of("a").get(0).queries()).isEqualTo(1);
  }

  @Test
  void shouldRankByScoreAndTellTheShareOfTheFirstFive() {
    // Given
    float[] scores = {0, 0, 3, 1, 2, 0, 0, 9};
    int[] hashes = {10, 11, 12, 13, 14, 15};

    // When
    Ranking ranking = Ranking.of(hashes, scores, new float[8], 1);

    // Then
    assertThat(ranking.model()).containsExactly(11, 13, 12, 10, 14);
    assertThat(ranking.counts()).containsExactly(10, 11, 12, 13, 14);
    double all = 3 + Math.exp(3) + Math.exp(2) + Math.exp(1);
    assertThat(ranking.expected()).isEqualTo((all - 1) / all, within(1e-6));
  }

  @Test
  void shouldRankFewerThanFive() {
    Ranking ranking = Ranking.of(new int[] {7, 8}, new float[] {1, 2}, new float[] {2, 1}, 0);

    assertThat(ranking.model()).containsExactly(8, 7);
    assertThat(ranking.counts()).containsExactly(7, 8);
    assertThat(ranking.expected()).isEqualTo(1, within(1e-9));
    assertThat(Ranking.of(new int[0], new float[0], new float[0], 0).model()).isEmpty();
  }
}
