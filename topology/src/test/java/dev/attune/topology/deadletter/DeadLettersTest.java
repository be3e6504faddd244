package dev.attune.topology.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final SourceCoordinates SOURCE = new SourceCoordinates("in", 3, 42, 1000);

  private final DeadLetters letters = new DeadLetters();

  @Test
  void shouldSayWhereAndWhyAndKnowTheValueAgain() {
    // When
    DeadLetter letter =
        letters.of(
            SOURCE,
            "malformed",
            IllegalStateException.class,
            "abc".getBytes(StandardCharsets.US_ASCII));

    // Then
    assertThat(letter)
        .isEqualTo(
            new DeadLetter(
                "malformed",
                "java.lang.IllegalStateException",
                "in",
                3,
                42L,
                1000L,
                3,
                // FIPS 180-4, the example of one block
                sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                null));
  }

  @Test
  void shouldTellNoValueFromAnEmptyOne() {
    assertThat(letters.of(SOURCE, "malformed", Object.class, null).getValueLength()).isEqualTo(-1);
    assertThat(letters.of(SOURCE, "malformed", Object.class, new byte[0]).getValueLength())
        .isZero();
  }

  @Test
  void shouldSayWhichSchemaTheValueNames() {
    assertThat(letters.of(SOURCE, "failed", Object.class, new byte[] {0, 0, 0, 1, 2, 9}))
        .extracting(DeadLetter::getSchemaId)
        .isEqualTo(258);
    assertThat(letters.of(SOURCE, "malformed", Object.class, new byte[] {1, 0, 0, 1, 2, 9}))
        .extracting(DeadLetter::getSchemaId)
        .isNull();
    assertThat(letters.of(SOURCE, "malformed", Object.class, new byte[4]).getSchemaId()).isNull();
  }

  @Test
  void shouldBeKeyedByCoordinates() {
    assertThat(new String(SOURCE.key(), StandardCharsets.UTF_8)).isEqualTo("in/3/42");
  }

  private static ByteBuffer sha256(String hexadecimal) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal));
  }
}
