package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class DirectBytesTest {

  @Test
  void shouldWriteIntoTheBuffersOwnArray() {
    byte[] all = new byte[10];
    ByteBuffer part = ByteBuffer.wrap(all, 2, 6).slice();
    part.put((byte) 1);

    write(part, 5, (byte) 7, (byte) 8);

    assertThat(part.position()).isEqualTo(3);
    assertThat(all).containsExactly(0, 0, 1, 7, 8, 0, 0, 0, 0, 0);
  }

  @Test
  void shouldCopyWhereThereIsNoArray() {
    ByteBuffer direct = ByteBuffer.allocateDirect(3).put((byte) 1);

    write(direct, 2, (byte) 7, (byte) 8);

    assertThat(direct.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 7, 8}));
  }

  @Test
  void shouldCopyWhereThereIsOnlyRoomForWhatIsWritten() {
    ByteBuffer tight = ByteBuffer.allocate(2);

    write(tight, 100, (byte) 7, (byte) 8);

    assertThat(tight.array()).containsExactly(7, 8);
    assertThat(tight.hasRemaining()).isFalse();
  }

  private static void write(ByteBuffer out, int most, byte first, byte second) {
    DirectBytes bytes = new DirectBytes(out, most);
    int end = bytes.start();
    bytes.array()[end++] = first;
    bytes.array()[end++] = second;
    bytes.end(end);
  }
}
