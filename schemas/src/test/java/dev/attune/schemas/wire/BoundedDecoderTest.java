package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class BoundedDecoderTest {
  private final BoundedDecoder decoder = new BoundedDecoder();

  @Property
  void shouldReadWhatAvroWrites(
      @ForAll boolean truth,
      @ForAll int i,
      @ForAll long l,
      @ForAll float f,
      @ForAll double d,
      @ForAll String s,
      @ForAll @Size(max = 300) byte[] bytes)
      throws IOException {
    start(
        out -> {
          out.writeNull();
          out.writeBoolean(truth);
          out.writeInt(i);
          out.writeLong(l);
          out.writeFloat(f);
          out.writeDouble(d);
          out.writeString(s);
          out.writeString(s);
          out.writeBytes(bytes);
          out.writeFixed(bytes);
          out.writeEnum(3);
          out.writeIndex(2);
        });

    decoder.readNull();
    assertThat(decoder.readBoolean()).isEqualTo(truth);
    assertThat(decoder.readInt()).isEqualTo(i);
    assertThat(decoder.readLong()).isEqualTo(l);
    assertThat(decoder.readFloat()).isEqualTo(f);
    assertThat(decoder.readDouble()).isEqualTo(d);
    // lone surrogates become question marks on Avro's side
    String written = new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    assertThat(decoder.readString()).isEqualTo(written);
    assertThat(decoder.readString(null).equals(new Utf8(written))).isTrue();
    assertThat(decoder.readBytes(null)).isEqualTo(ByteBuffer.wrap(bytes));
    byte[] fixed = new byte[bytes.length];
    decoder.readFixed(fixed);
    assertThat(fixed).isEqualTo(bytes);
    assertThat(decoder.readEnum()).isEqualTo(3);
    assertThat(decoder.readIndex()).isEqualTo(2);
    assertThat(decoder.left()).isZero();
  }

  @Property
  void shouldSkipAsFarAsItReads(@ForAll String s, @ForAll @Size(max = 300) byte[] bytes)
      throws IOException {
    start(
        out -> {
          out.writeString(s);
          out.writeBytes(bytes);
          out.writeFixed(bytes);
          out.writeInt(7);
        });

    decoder.skipString();
    decoder.skipBytes();
    decoder.skipFixed(bytes.length);

    assertThat(decoder.readInt()).isEqualTo(7);
    assertThat(decoder.left()).isZero();
  }

  @Property
  void shouldReadArraysInBlocks(@ForAll @Size(max = 50) List<Integer> items) throws IOException {
    start(
        out -> {
          out.writeArrayStart();
          out.setItemCount(items.size());
          for (int item : items) {
            out.startItem();
            out.writeInt(item);
          }
          out.writeArrayEnd();
        });

    long count = decoder.readArrayStart();
    assertThat(count).isEqualTo(items.size());
    for (int item : items) {
      assertThat(decoder.readInt()).isEqualTo(item);
    }
    assertThat(items.isEmpty() ? 0 : decoder.arrayNext()).isZero();
    assertThat(decoder.left()).isZero();
  }

  /**
   * A negative count is followed by the block's size in bytes, which lets a reader jump over it.
   */
  @Test
  void shouldReadAndSkipBlocksWithTheirSize() throws IOException {
    byte[] twoItemsOfOneByte = bytes(zigzag(-2), zigzag(2), 14, 16, 0);

    decoder.reset(twoItemsOfOneByte, 0);
    assertThat(decoder.readArrayStart()).isEqualTo(2);
    assertThat(decoder.readInt()).isEqualTo(7);
    assertThat(decoder.readInt()).isEqualTo(8);
    assertThat(decoder.arrayNext()).isZero();

    decoder.reset(twoItemsOfOneByte, 0);
    assertThat(decoder.skipArray()).isZero();
    assertThat(decoder.left()).isZero();

    decoder.reset(twoItemsOfOneByte, 0);
    assertThat(decoder.skipMap()).isZero();
  }

  @Test
  void shouldStartOverWithOtherBytes() throws IOException {
    decoder.reset(bytes(2, 4, 6), 0);
    decoder.readInt();

    decoder.reset(bytes(99, 8), 1);

    assertThat(decoder.readInt()).isEqualTo(4);
    assertThat(decoder.left()).isZero();
  }

  @Test
  void shouldNotBelieveLengths() {
    byte[] claimsTwoBillion = bytes(0xfe, 0xff, 0xff, 0xff, 0x0f, 'a', 'b');
    byte[] claimsMinusOne = bytes(1, 'a');
    byte[] claimsTheLeast = bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1);

    for (byte[] bytes : List.of(claimsTwoBillion, claimsMinusOne, claimsTheLeast, new byte[0])) {
      assertMalformed(bytes, BoundedDecoder::readString);
      assertMalformed(bytes, BoundedDecoder::skipString);
      assertMalformed(bytes, d -> d.readBytes(null));
      assertMalformed(bytes, BoundedDecoder::skipBytes);
      assertMalformed(bytes, BoundedDecoder::readArrayStart);
      assertMalformed(bytes, BoundedDecoder::readMapStart);
      assertMalformed(bytes, BoundedDecoder::skipArray);
      assertMalformed(bytes, d -> d.skipFixed(8 + bytes.length));
    }
  }

  @Test
  void shouldRefuseNumbersThatAreTooLong() {
    assertMalformed(
        bytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
        BoundedDecoder::readLong);
    assertMalformed(bytes(0xff, 0xff, 0xff, 0xff, 0x7f), BoundedDecoder::readInt);
    assertMalformed(bytes(2), BoundedDecoder::readBoolean);
    assertMalformed(bytes(1, 2, 3), BoundedDecoder::readFloat);
    assertMalformed(bytes(1, 2, 3, 4, 5, 6, 7), BoundedDecoder::readDouble);
  }

  /** Items that take no bytes could otherwise be claimed block after block. */
  @Test
  void shouldAllowNoMoreItemsInAllThanBytes() throws IOException {
    decoder.reset(bytes(zigzag(3), zigzag(2), zigzag(1), 0), 0);
    assertThat(decoder.readArrayStart()).isEqualTo(3);

    assertThatThrownBy(decoder::arrayNext).isInstanceOf(MalformedException.class);
  }

  @Test
  void shouldKeepToTheLimits() throws IOException {
    byte[] text = new byte[AvroLimits.BYTES + 1];
    start(out -> out.writeBytes(text));
    assertThatThrownBy(() -> decoder.readBytes(null)).isInstanceOf(MalformedException.class);
    start(out -> out.writeBytes(text, 0, AvroLimits.BYTES));
    assertThat(decoder.readBytes(null).remaining()).isEqualTo(AvroLimits.BYTES);

    start(out -> out.writeBytes(text, 0, AvroLimits.STRING_BYTES + 1));
    assertThatThrownBy(decoder::readString).isInstanceOf(MalformedException.class);
    start(out -> out.writeBytes(text, 0, AvroLimits.STRING_BYTES));
    assertThat(decoder.readString()).hasSize(AvroLimits.STRING_BYTES);

    start(
        out -> {
          out.writeLong(AvroLimits.COLLECTION_ITEMS + 1L);
          out.writeFixed(text);
        });
    assertThatThrownBy(decoder::readArrayStart).isInstanceOf(MalformedException.class);
  }

  private void assertMalformed(byte[] bytes, Reading reading) {
    decoder.reset(bytes, 0);
    assertThatThrownBy(() -> reading.read(decoder)).isInstanceOf(MalformedException.class);
  }

  private void start(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    writing.write(out);
    out.flush();
    decoder.reset(bytes.toByteArray(), 0);
  }

  private static int zigzag(int small) {
    return small << 1 ^ small >> 31;
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private interface Writing {
    void write(BinaryEncoder out) throws IOException;
  }

  private interface Reading {
    void read(BoundedDecoder decoder) throws IOException;
  }
}
