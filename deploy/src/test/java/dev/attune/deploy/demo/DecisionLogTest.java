package dev.attune.deploy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DecisionLogTest {
  private static final Pseudonym A = pseudonym(1);
  private static final Pseudonym B = pseudonym(2);

  @Test
  void shouldNotDependOnHowUsersAreMixed() {
    DecisionLog one = new DecisionLog();
    one.add(A, 0, 10, value(1, "first"));
    one.add(A, 0, 10, value(1, "second"));
    one.add(B, 1, 5, value(1, "other"));
    DecisionLog mixed = new DecisionLog();
    mixed.add(B, 1, 5, value(1, "other"));
    mixed.add(A, 0, 10, value(1, "first"));
    mixed.add(A, 0, 10, value(1, "second"));

    assertThat(mixed.digest()).isEqualTo(one.digest()).hasSize(64);
  }

  @Test
  void shouldNotDependOnSchemaIds() {
    DecisionLog one = new DecisionLog();
    one.add(A, 0, 10, value(1, "x"));
    DecisionLog other = new DecisionLog();
    other.add(A, 0, 10, value(77, "x"));

    assertThat(other.digest()).isEqualTo(one.digest());
  }

  @Test
  void shouldDependOnUserTimeAndBody() {
    DecisionLog log = new DecisionLog();
    log.add(A, 0, 10, value(1, "x"));
    log.add(A, 0, 11, value(1, "y"));

    DecisionLog otherUser = new DecisionLog();
    otherUser.add(B, 0, 10, value(1, "x"));
    otherUser.add(B, 0, 11, value(1, "y"));
    DecisionLog otherOrder = new DecisionLog();
    otherOrder.add(A, 0, 10, value(1, "y"));
    otherOrder.add(A, 0, 11, value(1, "x"));

    assertThat(log.digest()).isNotEqualTo(otherUser.digest()).isNotEqualTo(otherOrder.digest());
  }

  @Test
  void shouldBeWhatAnyoneCanCompute() throws Exception {
    DecisionLog log = new DecisionLog();
    log.add(A, 0, 10, value(9, "x"));

    // Key and body, nothing else.
    byte[] input = Arrays.copyOf(A.bytes(), 17);
    input[16] = 'x';
    assertThat(log.digest())
        .isEqualTo(
            HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(input)));
  }

  private static Pseudonym pseudonym(int last) {
    byte[] bytes = new byte[Pseudonym.BYTES];
    bytes[15] = (byte) last;
    return Pseudonym.of(bytes);
  }

  private static byte[] value(int schemaId, String body) {
    byte[] value = new byte[5 + body.length()];
    value[4] = (byte) schemaId;
    for (int i = 0; i < body.length(); i++) {
      value[5 + i] = (byte) body.charAt(i);
    }
    return value;
  }
}
