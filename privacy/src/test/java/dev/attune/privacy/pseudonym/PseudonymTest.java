package dev.attune.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymTest {
  @Property
  void shouldKeepItsBytes(@ForAll @Size(16) byte[] bytes) {
    Pseudonym pseudonym = Pseudonym.of(bytes);

    assertThat(pseudonym.bytes()).isEqualTo(bytes);
    assertThat(Pseudonym.parse(pseudonym.toString()))
        .isEqualTo(pseudonym)
        .hasSameHashCodeAs(pseudonym);
  }

  @Property
  void shouldOrderAsUnsignedBytes(@ForAll @Size(16) byte[] a, @ForAll @Size(16) byte[] b) {
    Pseudonym left = Pseudonym.of(a);
    Pseudonym right = Pseudonym.of(b);

    assertThat(Integer.signum(left.compareTo(right)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
    assertThat(left.equals(right)).isEqualTo(Arrays.equals(a, b));
  }

  @Test
  void shouldWriteBase64UrlWithoutPadding() {
    byte[] bytes = HexFormat.of().parseHex("fbefbefbefbefbefbefbefbefbefbeff");

    assertThat(Pseudonym.of(bytes)).hasToString("--------------------_w");
  }

  @Test
  void shouldNotShareItsBytes() {
    byte[] bytes = new byte[16];
    Pseudonym pseudonym = Pseudonym.of(bytes);

    bytes[0] = 1;
    pseudonym.bytes()[1] = 1;

    assertThat(pseudonym).isEqualTo(Pseudonym.of(new byte[16]));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, 17})
  void shouldRefuseAnotherLength(int length) {
    assertThatIllegalArgumentException().isThrownBy(() -> Pseudonym.of(new byte[length]));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAAA==",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "++++++++++++++++++++++",
        "AAAAAAAAAAAAAAAAAAAAA "
      })
  void shouldRefuseOtherText(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Pseudonym.parse(text));
  }
}
