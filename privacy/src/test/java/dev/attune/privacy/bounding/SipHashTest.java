package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipHashTest {

  /** Test vectors of the reference implementation: key 00 to 0f, messages 00, 01, 02, ... */
  @ParameterizedTest
  @CsvSource({
    "0, 726fdb47dd0e0e31",
    "1, 74f839c593dc67fd",
    "7, ab0200f58b01d137",
    "8, 93f5f5799a932462",
    "15, a129ca6149be45e5",
    "16, 3f2acc7f57c29bdb",
    "63, 958a324ceb064572"
  })
  void shouldGiveTheValuesOfItsAuthors(int length, String expected) {
    byte[] key = ascending(16);
    byte[] message = ascending(64);

    long value = SipHash.of(key, message, length);

    assertThat(Long.toHexString(value)).isEqualTo(expected);
  }

  private static byte[] ascending(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
