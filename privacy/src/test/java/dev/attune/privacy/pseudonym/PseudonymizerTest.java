package dev.attune.privacy.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymizerTest {
  /** 00 01 02 ... 1f. */
  private static final byte[] KEY =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  private final Pseudonymizer pseudonymizer = Pseudonymizer.withKey(KEY);

  /**
   * Computed apart from this code, with Python's hmac. Change them and every user of every cluster
   * becomes a stranger.
   */
  @ParameterizedTest
  @CsvSource({
    "alice,             6a06e7253be70aac763cb46ef3bd650f, 020679071f465a23",
    "用户-1,            3de85c0a768629669f7176d763d17416, b8808f31ffbc4c89",
    "alice@example.com, 3cf5b2a3d0258a3bf94d5e5081cba543, a84d99faf46944c9",
  })
  void shouldGiveThePinnedPseudonyms(String id, String user, String device) {
    assertThat(pseudonymizer.user(id).bytes()).asHexString().isEqualToIgnoringCase(user);
    assertThat(pseudonymizer.device(id)).asHexString().isEqualToIgnoringCase(device);
  }

  @Property(tries = 200)
  void shouldBeHmacOverTheDocumentedInput(@ForAll @NotEmpty @Size(max = 40) byte[] letters)
      throws Exception {
    String id = new String(letters, StandardCharsets.ISO_8859_1);
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(13 + utf8.length);
    input
        .put((byte) 1)
        .putInt(4)
        .put("user".getBytes(StandardCharsets.US_ASCII))
        .putInt(utf8.length)
        .put(utf8);
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec(KEY, "HmacSHA256"));

    byte[] expected = Arrays.copyOf(hmac.doFinal(input.array()), 16);

    assertThat(pseudonymizer.user(id).bytes()).isEqualTo(expected);
  }

  @Test
  void shouldTellUsersAndPhonesApart() {
    byte[] user = pseudonymizer.user("same-id").bytes();

    assertThat(pseudonymizer.device("same-id")).hasSize(8).isNotEqualTo(Arrays.copyOf(user, 8));
  }

  /**
   * Kind and id run together the same way, "user" + "device" against "userdevice" + "", if lengths
   * were left out.
   */
  @Test
  void shouldNotConfuseTheKindWithTheId() {
    byte[] device = pseudonymizer.device("user");

    assertThat(Arrays.copyOf(pseudonymizer.user("device").bytes(), 8)).isNotEqualTo(device);
    assertThat(Arrays.copyOf(pseudonymizer.user("deviceuser").bytes(), 8)).isNotEqualTo(device);
  }

  @Test
  void shouldChangeAllPseudonymsWithTheEpoch() {
    byte[] nextKey = KEY.clone();
    nextKey[31] ^= 1;
    Pseudonymizer next = Pseudonymizer.withKey(nextKey);

    assertThat(next.user("alice")).isNotEqualTo(pseudonymizer.user("alice"));
    assertThat(next.device("alice")).isNotEqualTo(pseudonymizer.device("alice"));
  }

  @Test
  void shouldNotKeepTheCallersKey() {
    byte[] key = KEY.clone();
    Pseudonymizer made = Pseudonymizer.withKey(key);

    Arrays.fill(key, (byte) 0);

    assertThat(made.user("alice")).isEqualTo(pseudonymizer.user("alice"));
  }

  @Test
  void shouldGiveEveryUserTheirOwn() {
    assertThat(IntStream.range(0, 20_000).mapToObj(i -> pseudonymizer.user("user-" + i)).distinct())
        .hasSize(20_000);
  }

  @Test
  void shouldAgreeWithItselfOnManyThreads() {
    Pseudonym expected = pseudonymizer.user("alice");

    assertThat(IntStream.range(0, 5_000).parallel().mapToObj(i -> pseudonymizer.user("alice")))
        .allMatch(expected::equals);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16, 31, 33})
  void shouldRefuseKeysOfAnotherLength(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pseudonymizer.withKey(new byte[length]))
        .withMessageContaining("32 bytes");
  }

  /** Two ids that differ in broken characters only must not become one user. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a\uD800", "\uDC00b"})
  void shouldRefuseIdsThatAreNotText(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> pseudonymizer.user(id));
    assertThatIllegalArgumentException().isThrownBy(() -> pseudonymizer.device(id));
  }
}
