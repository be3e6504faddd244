package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class IntegerRootsTest {

  @Property(tries = 5_000)
  void shouldRoundDownAndUp(@ForAll @LongRange(min = 0) long n) {
    BigInteger exact = BigInteger.valueOf(n);
    BigInteger floor = BigInteger.valueOf(IntegerRoots.floorSqrt(n));
    BigInteger ceil = BigInteger.valueOf(IntegerRoots.ceilSqrt(n));

    assertThat(floor.pow(2)).isLessThanOrEqualTo(exact);
    assertThat(floor.add(BigInteger.ONE).pow(2)).isGreaterThan(exact);
    assertThat(ceil.pow(2)).isGreaterThanOrEqualTo(exact);
    assertThat(ceil.subtract(floor)).isIn(BigInteger.ZERO, BigInteger.ONE);
  }

  @Property(tries = 2_000)
  void shouldBeExactAroundSquares(@ForAll @LongRange(min = 1, max = 3_037_000_499L) long root) {
    long square = root * root;

    assertThat(IntegerRoots.floorSqrt(square)).isEqualTo(root);
    assertThat(IntegerRoots.ceilSqrt(square)).isEqualTo(root);
    assertThat(IntegerRoots.floorSqrt(square - 1)).isEqualTo(root - 1);
    assertThat(IntegerRoots.ceilSqrt(square - 1)).isEqualTo(square == 1 ? 0 : root);
    assertThat(IntegerRoots.ceilSqrt(square + 1)).isEqualTo(root + 1);
  }

  @Test
  void shouldRefuseNegativeNumbers() {
    assertThatThrownBy(() -> IntegerRoots.floorSqrt(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
