package dev.attune.models.graph;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Walks over the fields of a message in the <a
 * href="https://protobuf.dev/programming-guides/encoding/">wire format of Protocol Buffers</a>, of
 * which ONNX files are made. Groups, which ONNX does not use, are errors.
 */
public final class Protobuf {

  private Protobuf() {}

  /**
   * Shows every field in its order.
   *
   * @param message the bytes between position and limit; read to the end
   * @throws BufferUnderflowException if the message ends within a field
   * @throws IllegalArgumentException if the bytes are no message
   */
  public static void walk(ByteBuffer message, Field each) {
    while (message.hasRemaining()) {
      long tag = varint(message);
      int field = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> each.visit(field, varint(message), ByteBuffer.allocate(0));
        case 1 -> skip(message, Long.BYTES);
        case 2 -> {
          int length = Math.toIntExact(Math.min(varint(message), Integer.MAX_VALUE));
          int start = message.position();
          skip(message, length);
          each.visit(field, 0, message.duplicate().flip().position(start).slice());
        }
        case 5 -> skip(message, Integer.BYTES);
        default -> throw new IllegalArgumentException("unknown wire type");
      }
    }
  }

  /** The bytes of a field as text. */
  public static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  /** Reads one number of variable length. */
  static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }

  private static void skip(ByteBuffer message, int length) {
    if (length < 0 || length > message.remaining()) {
      throw new BufferUnderflowException();
    }
    message.position(message.position() + length);
  }

  /** Receives one field: its number if it is one, its bytes if it has a length. */
  public interface Field {
    /**
     * @param field which field of the message
     * @param number its value, 0 if it has a length
     * @param bytes its bytes, none if it is a number
     */
    void visit(int field, long number, ByteBuffer bytes);
  }
}
