package dev.attune.models.release.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ReleaseShareTest {

  /** Computed by another program; a change would move users to other releases. */
  @Test
  void shouldKeepEveryUserInTheirBucket() {
    byte[] counting = new byte[16];
    byte[] ones = new byte[16];
    for (int i = 0; i < 16; i++) {
      counting[i] = (byte) i;
      ones[i] = -1;
    }

    // The hash of the first one has its highest bit set: it must not be taken as negative.
    assertThat(ReleaseShare.bucket(new byte[16], "phone-usage-2")).isEqualTo(825);
    assertThat(ReleaseShare.bucket(counting, "phone-usage-2")).isEqualTo(491);
    assertThat(ReleaseShare.bucket(counting, "phone-usage-3")).isEqualTo(457);
    assertThat(ReleaseShare.bucket(ones, "phone-usage-2")).isEqualTo(255);
    assertThat(ReleaseShare.bucket(new byte[0], "ü")).isEqualTo(810);
  }

  @Test
  void shouldFillBucketsEvenly() {
    // Given 1000 users a bucket
    int[] users = new int[ReleaseShare.BUCKETS];

    // When
    for (int user = 0; user < 1_000_000; user++) {
      users[ReleaseShare.bucket(user(user), "r2")]++;
    }

    // Then the statistic is 6 standard deviations (45) or less from its mean, 999
    double chiSquared = 0;
    for (int count : users) {
      chiSquared += (count - 1000.0) * (count - 1000.0) / 1000.0;
    }
    assertThat(chiSquared).isBetween(999.0 - 6 * 45, 999.0 + 6 * 45);
  }

  @Test
  void shouldSpreadTheUsersOfOneShareOverAnother() {
    int inFirst = 0;
    int inBoth = 0;
    for (int user = 0; user < 200_000; user++) {
      if (ReleaseShare.bucket(user(user), "r2") < 100) {
        inFirst++;
        inBoth += ReleaseShare.bucket(user(user), "r3") < 100 ? 1 : 0;
      }
    }

    // A tenth of a tenth; 6 standard deviations are 255.
    assertThat(inFirst).isBetween(20_000 - 810, 20_000 + 810);
    assertThat(inBoth).isBetween(2_000 - 255, 2_000 + 255);
  }

  private static byte[] user(int number) {
    return ByteBuffer.allocate(16).putInt(12, number).array();
  }
}
