package dev.attune.topology.audit;

import dev.attune.schemas.wire.RecordWriters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Digests that audit entries hold. Not thread-safe: buffers are reused. */
public final class Digests {

  private static final int SHORT_BYTES = 8;

  private final MessageDigest sha256 = Sha256.digest();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
  private final Map<Schema, SpecificDatumWriter<SpecificRecord>> writers = new HashMap<>();

  /** Creates a maker of digests. */
  public Digests() {}

  /** The first 8 bytes of SHA-256 over a profile's bytes. */
  public ByteBuffer ofProfile(ByteBuffer encoded) {
    sha256.update(encoded);
    return ByteBuffer.wrap(Arrays.copyOf(sha256.digest(), SHORT_BYTES));
  }

  /**
   * The first 8 bytes of SHA-256 over settings: over the text of a record all of whose parts are
   * records, numbers or durations, which has every value by name.
   */
  public static byte[] ofSettings(Record settings) {
    byte[] text = settings.toString().getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(Sha256.digest().digest(text), SHORT_BYTES);
  }

  /** SHA-256 over a record's Avro bytes, without the wire format's header. */
  public ByteBuffer ofOutput(SpecificRecord output) {
    bytes.reset();
    try {
      writers
          .computeIfAbsent(
              output.getSchema(), schema -> RecordWriters.of(schema, output.getClass()))
          .write(output, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory could not be written", e);
    }
    return ByteBuffer.wrap(sha256.digest(bytes.toByteArray()));
  }
}
