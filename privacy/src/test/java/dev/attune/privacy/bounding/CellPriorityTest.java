package dev.attune.privacy.bounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CellPriorityTest {

  private static final long WINDOW = 1_790_812_800L;

  @Test
  void shouldKeepItsBytes() {
    CellPriority priority = CellPriority.withKey(ascending(16));

    // Computed in Python, by code that gives the published values of SipHash: stored contributions
    // depend on it.
    assertThat(priority.of(ascending(16), WINDOW, 7)).isEqualTo(0x7e0fddce7aacc2e5L);
    assertThat(priority.of(ascending(16), WINDOW, "app:maps")).isEqualTo(0x14daf9e30fcdd1e4L);
  }

  @Test
  void shouldDependOnAllItIsGiven() {
    CellPriority priority = CellPriority.withKey(ascending(16));
    long one = priority.of(ascending(16), WINDOW, 7);

    assertThat(priority.of(ascending(16), WINDOW, 7)).isEqualTo(one);
    assertThat(priority.of(ascending(16), WINDOW, 8)).isNotEqualTo(one);
    assertThat(priority.of(ascending(16), WINDOW + 1, 7)).isNotEqualTo(one);
    assertThat(priority.of(new byte[16], WINDOW, 7)).isNotEqualTo(one);
    assertThat(CellPriority.withKey(new byte[16]).of(ascending(16), WINDOW, 7)).isNotEqualTo(one);
  }

  @Test
  void shouldRefuseKeysOfAnotherLength() {
    assertThatThrownBy(() -> CellPriority.withKey(new byte[15]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("16 bytes");
  }

  private static byte[] ascending(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
