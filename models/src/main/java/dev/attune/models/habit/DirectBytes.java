package dev.attune.models.habit;

import java.nio.ByteBuffer;

/**
 * Where a compact form is written byte by byte, which is several times faster into an array than
 * into a buffer: the buffer's own array if it has one with room, else one to be copied.
 */
final class DirectBytes {

  private final ByteBuffer out;
  private final boolean direct;
  private final byte[] array;

  /**
   * @param most how many bytes are written at most
   */
  DirectBytes(ByteBuffer out, int most) {
    this.out = out;
    direct = out.hasArray() && out.remaining() >= most;
    array = direct ? out.array() : new byte[most];
  }

  byte[] array() {
    return array;
  }

  /** Where in the array the first byte goes. */
  int start() {
    return direct ? out.arrayOffset() + out.position() : 0;
  }

  /** Says where in the array the bytes end. */
  void end(int end) {
    if (direct) {
      out.position(end - out.arrayOffset());
    } else {
      out.put(array, 0, end);
    }
  }
}
