package dev.attune.models.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemHashTest {

  /** Pinned: profiles and trained models hold these numbers. */
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "app:maps, 11889839",
    "app:camera, 3433926",
    "notification:MESSAGE:posted, 10168104",
    "content:größe, 7264528",
    "theme:夜, 8430226",
    "app:🎵, 13721484"
  })
  void shouldKeepItsValues(String key, int hash) {
    assertThat(ItemHash.of(key)).isEqualTo(hash);
  }

  @Property
  void shouldHashTheBytesOfUtf8(@ForAll String key) {
    assertThat(ItemHash.of(key)).isEqualTo(ofBytes(key.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldStayInRangeAndSpread() {
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      int hash = ItemHash.of("app:" + i);
      assertThat(hash).isBetween(1, ItemHash.RANGE - 1);
      hashes.add(hash);
    }
    // 0.03 collisions are expected of 1000 keys in 2^24 values.
    assertThat(hashes).hasSizeGreaterThanOrEqualTo(999);
  }

  private static int ofBytes(byte[] bytes) {
    if (bytes.length == 0) {
      return 0;
    }
    int hash = 0x811C9DC5;
    for (byte b : bytes) {
      hash = (hash ^ b & 0xFF) * 0x01000193;
    }
    hash = (hash ^ hash >>> 16) * 0x85EBCA6B;
    hash = (hash ^ hash >>> 13) * 0xC2B2AE35;
    hash ^= hash >>> 16;
    return Math.max(1, hash >>> 8);
  }
}
