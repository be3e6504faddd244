package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CellPriorityTest {

  private static final long WINDOW = 1_790_812_800L;

  @Test
  void shouldKeepItsBytes() {
    CellPriority priority = CellPriority.withKey(ascending(32));

    // Computed with Python's hmac: stored contributions depend on it.
    assertThat(priority.of(ascending(16), WINDOW, 7)).isEqualTo(0x50a224c08a775a71L);
    assertThat(priority.of(ascending(16), WINDOW, "app:maps")).isEqualTo(0x2aab84243ca4fe96L);
  }

  @Test
  void shouldDependOnAllItIsGiven() {
    CellPriority priority = CellPriority.withKey(ascending(32));
    long one = priority.of(ascending(16), WINDOW, 7);

    assertThat(priority.of(ascending(16), WINDOW, 7)).isEqualTo(one);
    assertThat(priority.of(ascending(16), WINDOW, 8)).isNotEqualTo(one);
    assertThat(priority.of(ascending(16), WINDOW + 1, 7)).isNotEqualTo(one);
    assertThat(priority.of(new byte[16], WINDOW, 7)).isNotEqualTo(one);
    assertThat(CellPriority.withKey(new byte[32]).of(ascending(16), WINDOW, 7)).isNotEqualTo(one);
  }

  @Test
  void shouldRefuseShortKeys() {
    assertThatThrownBy(() -> CellPriority.withKey(new byte[16]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("32 bytes");
  }

  private static byte[] ascending(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
