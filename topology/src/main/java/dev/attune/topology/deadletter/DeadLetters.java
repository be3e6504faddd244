package dev.attune.topology.deadletter;

import dev.attune.schemas.deadletter.DeadLetter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Makes dead letters. Not thread-safe. */
public final class DeadLetters {

  private static final byte[] NOTHING = new byte[0];
  private static final int WIRE_HEADER = 5;

  private final MessageDigest sha256;

  /** Makes dead letters with the platform's SHA-256. */
  public DeadLetters() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The dead letter of a record. Of the value it keeps the length and the SHA-256, of the error
   * only the class: messages of errors may quote what they failed on.
   *
   * @param reason one of the closed set of rejection reasons
   * @param error the class of the error, or of the check that failed
   */
  public DeadLetter of(
      SourceCoordinates source, String reason, Class<?> error, byte @Nullable [] value) {
    return DeadLetter.newBuilder()
        .setReason(reason)
        .setErrorClass(error.getName())
        .setTopic(source.topic())
        .setPartition(source.partition())
        .setOffset(source.offset())
        .setTimestamp(source.timestamp())
        .setValueLength(value == null ? -1 : value.length)
        .setValueSha256(ByteBuffer.wrap(sha256.digest(value == null ? NOTHING : value)))
        .setSchemaId(schemaId(value))
        .build();
  }

  /** The id in the wire format: a zero byte, four bytes of id, Avro. */
  private static @Nullable Integer schemaId(byte @Nullable [] value) {
    return value == null || value.length < WIRE_HEADER || value[0] != 0
        ? null
        : ByteBuffer.wrap(value).getInt(1);
  }
}
