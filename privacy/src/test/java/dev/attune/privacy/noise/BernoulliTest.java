package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.attune.privacy.conformance.BitStrings;
import dev.attune.privacy.conformance.SeededBits;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** T4: exact probabilities on all bit strings. */
class BernoulliTest {

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "3, 8", "1, 3", "5, 7", "999, 1000"})
  void shouldTossWithTheRatio(long n, long d) {
    BitStrings tosses = BitStrings.enumerate(18, bits -> Bernoulli.ratio(n, d, bits) ? 1 : 0);

    assertThat(tosses.finding(1, (double) n / d)).isEmpty();
    assertThat(tosses.undecided()).isLessThan(0.03);
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "1, 1", "3, 1", "1, 3", "5, 2", "0, 1"})
  void shouldTossWithTheExponential(long n, long d) {
    BitStrings tosses = BitStrings.enumerate(18, bits -> Bernoulli.expMinus(n, d, bits) ? 1 : 0);

    assertThat(tosses.finding(1, Math.exp(-(double) n / d))).isEmpty();
    assertThat(tosses.undecided()).isLessThan(0.02);
  }

  @Test
  void shouldGiveTheSameFrequenciesAsTheReference() {
    int n = 200_000;
    SeededBits bits = new SeededBits(11);
    int heads = 0;
    for (int i = 0; i < n; i++) {
      heads += Bernoulli.expMinus(1, 4, bits) ? 1 : 0;
    }

    // 6 standard deviations of a mean of n tosses
    assertThat((double) heads / n)
        .isCloseTo(.778800783071405, within(6 * Math.sqrt(.7788 * .2212 / n)));
  }

  @Test
  void shouldDecideAlikeInLongsAndInBigIntegers() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < 20_000; i++) {
      long d = 1 + random.nextLong(1L << (1 + random.nextInt(61)));
      long n = random.nextLong(Math.min(Long.MAX_VALUE / 2, 3 * (d / 2) + 2));
      SeededBits inLongs = new SeededBits(i);
      SeededBits inBigs = new SeededBits(i);

      boolean small = Bernoulli.expMinus(n, d, inLongs);
      boolean big = Bernoulli.expMinus(BigInteger.valueOf(n), BigInteger.valueOf(d), inBigs);

      assertThat(big).isEqualTo(small);
      assertThat(inBigs.taken()).isEqualTo(inLongs.taken());
    }
  }

  @Test
  void shouldBeUniformOnEveryBound() {
    for (long bound = 1; bound <= 9; bound++) {
      long m = bound;
      BitStrings draws = BitStrings.enumerate(16, bits -> Uniform.below(m, bits));

      for (long x = 0; x < bound; x++) {
        assertThat(draws.finding(x, 1.0 / bound)).isEmpty();
      }
      assertThat(draws.outcomes()).allMatch(x -> x >= 0 && x < m);
      assertThat(draws.undecided()).isLessThan(0.05);
    }
  }

  @Test
  void shouldDrawBigBoundsInRange() {
    SeededBits bits = new SeededBits(13);
    BigInteger bound = BigInteger.ONE.shiftLeft(200).add(BigInteger.ONE);
    BigInteger largest = BigInteger.ZERO;
    for (int i = 0; i < 200; i++) {
      BigInteger drawn = Uniform.below(bound, bits);
      assertThat(drawn).isGreaterThanOrEqualTo(BigInteger.ZERO).isLessThan(bound);
      largest = largest.max(drawn);
    }
    assertThat(largest.bitLength()).isGreaterThan(195);
  }

  @Test
  void shouldRefuseWhatIsNoProbability() {
    SeededBits bits = new SeededBits(14);
    assertThatThrownBy(() -> Bernoulli.ratio(3, 2, bits))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Bernoulli.ratio(BigInteger.TWO, BigInteger.ONE, bits))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Uniform.below(0, bits)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Uniform.below(BigInteger.ZERO, bits))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
