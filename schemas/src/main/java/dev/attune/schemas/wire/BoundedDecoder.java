package dev.attune.schemas.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads Avro's binary encoding from one array and never trusts a length: it compares each with the
 * bytes that are left and with {@link AvroLimits} before it allocates. Avro's own {@code
 * BinaryDecoder} allocates first. Not thread-safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro's binary
 *     encoding</a>
 */
final class BoundedDecoder extends Decoder {
  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private int itemsLeft;

  /** Starts over on {@code bytes} from {@code from} to the end. */
  void reset(byte[] bytes, int from) {
    this.bytes = bytes;
    position = from;
    end = bytes.length;
    // An item takes at least one byte, so there can't be more of them than bytes, however arrays
    // are nested.
    itemsLeft = Math.min(end - from, AvroLimits.COLLECTION_ITEMS);
  }

  /** How many bytes are left. */
  int left() {
    return end - position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    int value = nextByte();
    if ((value & ~1) != 0) {
      throw new MalformedException("a boolean is neither 0 nor 1");
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if ((int) value != value) {
      throw new MalformedException("an int has more than 32 bits");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int b = nextByte();
      zigzag |= (b & 0x7FL) << shift;
      if ((b & 0x80) == 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new MalformedException("a number has more than ten bytes");
  }

  @Override
  public float readFloat() throws IOException {
    return Float.intBitsToFloat((int) littleEndian(4));
  }

  @Override
  public double readDouble() throws IOException {
    return Double.longBitsToDouble(littleEndian(8));
  }

  @Override
  public String readString() throws IOException {
    int length = length(AvroLimits.STRING_BYTES);
    String value = new String(bytes, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public void skipString() throws IOException {
    skip(length(AvroLimits.STRING_BYTES));
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = length(AvroLimits.BYTES);
    byte[] value = new byte[length];
    readFixed(value, 0, length);
    return ByteBuffer.wrap(value);
  }

  @Override
  public void skipBytes() throws IOException {
    skip(length(AvroLimits.BYTES));
  }

  @Override
  public void readFixed(byte[] target, int start, int length) throws IOException {
    need(length);
    System.arraycopy(bytes, position, target, start, length);
    position += length;
  }

  @Override
  public void skipFixed(int length) throws IOException {
    need(length);
    skip(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    long count = readLong();
    if (count < 0) {
      count = -count;
      length(Integer.MAX_VALUE); // the block's size, of use only to those who skip it
    }
    return items(count);
  }

  @Override
  public long arrayNext() throws IOException {
    return readArrayStart();
  }

  @Override
  public long skipArray() throws IOException {
    long count = readLong();
    while (count < 0) {
      skip(length(Integer.MAX_VALUE));
      count = readLong();
    }
    return items(count);
  }

  @Override
  public long readMapStart() throws IOException {
    return readArrayStart();
  }

  @Override
  public long mapNext() throws IOException {
    return readArrayStart();
  }

  @Override
  public long skipMap() throws IOException {
    return skipArray();
  }

  private long items(long count) throws MalformedException {
    if (count < 0 || count > itemsLeft) {
      throw new MalformedException(
          "an array or map has more items than allowed or than bytes are left");
    }
    itemsLeft -= (int) count;
    return count;
  }

  private int length(int limit) throws IOException {
    long length = readLong();
    if (length < 0 || length > limit || length > left()) {
      throw new MalformedException("a length is negative, over the limit or beyond the end");
    }
    return (int) length;
  }

  /** Not {@code position += length(..)}: reading the length moves the position as well. */
  private void skip(int count) {
    position += count;
  }

  private long littleEndian(int count) throws MalformedException {
    need(count);
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (bytes[position++] & 0xFFL) << (8 * i);
    }
    return value;
  }

  private int nextByte() throws MalformedException {
    need(1);
    return bytes[position++] & 0xFF;
  }

  private void need(int count) throws MalformedException {
    if (count > end - position) {
      throw new MalformedException("the bytes end in the middle of a value");
    }
  }
}
