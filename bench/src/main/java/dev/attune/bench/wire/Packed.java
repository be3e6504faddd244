package dev.attune.bench.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/** Batches as Kafka's producer makes them, byte for byte. Not thread-safe: it uses one buffer. */
final class Packed {

  private static final int ROOM = 1 << 20;
  private static final long PRODUCER_ID = 1;

  private final ByteBuffer room = ByteBuffer.allocate(ROOM);

  /**
   * A record.
   *
   * @param timestamp in milliseconds since 1970-01-01T00:00Z
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sent(byte[] key, byte[] value, long timestamp) {}

  /** Bytes of one idempotent batch of these records, its header and all keys included. */
  int bytes(List<Sent> records, Compression compression) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            room.clear(),
            (byte) 2,
            compression,
            TimestampType.CREATE_TIME,
            0L,
            0L,
            PRODUCER_ID,
            (short) 0,
            0,
            false,
            0);
    for (Sent record : records) {
      builder.append(record.timestamp(), record.key(), record.value());
    }
    return builder.build().sizeInBytes();
  }
}
