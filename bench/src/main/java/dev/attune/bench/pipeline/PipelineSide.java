package dev.attune.bench.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is compared. */
public enum PipelineSide {
  /** Copies events from topic to topic: what Kafka Streams costs alone. */
  PASS_THROUGH,
  /** Reads and writes 512 bytes of the user in RocksDB at every event; all settings by default. */
  BARE,
  /** The same with the settings that Attune runs Kafka Streams with. */
  TUNED,
  /** Attune with statistics instead of the model: no update, no readout, no ranking by it. */
  WITHOUT_MODEL,
  /** Attune as it comes. */
  ATTUNE,
  /** Attune that counts for private summaries, too. */
  COUNTING,
  /** One ONNX call for each event, on the user's last 50 events, which are kept in RocksDB. */
  REENCODE;

  /** Its stable name, such as {@code pass-through}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it reads what users allow, which comes before the events. */
  boolean readsConsents() {
    return this == WITHOUT_MODEL || this == ATTUNE || this == COUNTING;
  }

  /** The side of this name. */
  public static Optional<PipelineSide> of(String word) {
    return Arrays.stream(values()).filter(side -> side.word().equals(word)).findFirst();
  }
}
