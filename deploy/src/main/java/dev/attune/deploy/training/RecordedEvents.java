package dev.attune.deploy.training;

import dev.attune.schemas.usage.UsageEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Recorded events of many users, in memory: as Avro bytes, about 40 an event, until a user's turn
 * comes. An event that was sent twice (same phone, same number) counts once. Not thread-safe.
 */
final class RecordedEvents {

  private final SpecificDatumWriter<UsageEvent> writer =
      new SpecificDatumWriter<>(UsageEvent.class);
  private final SpecificDatumReader<UsageEvent> reader =
      new SpecificDatumReader<>(UsageEvent.class);
  private final Map<String, ByteArrayOutputStream> byUser = new TreeMap<>();
  private BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(noBytes(), null);

  /** Adds an event; a user's events may come in any order. */
  void add(String user, UsageEvent event) {
    ByteArrayOutputStream bytes =
        byUser.computeIfAbsent(user, any -> new ByteArrayOutputStream(256));
    try {
      encoder = EncoderFactory.get().directBinaryEncoder(bytes, encoder);
      writer.write(event, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
  }

  /** Forgets a user. */
  void remove(String user) {
    byUser.remove(user);
  }

  /**
   * The users, in order of their names, so that a training set does not depend on who came first.
   */
  Set<String> users() {
    return Collections.unmodifiableSet(byUser.keySet());
  }

  /** A user's events in the order in which they were added, each once. */
  List<UsageEvent> of(String user) {
    byte[] bytes = byUser.getOrDefault(user, noBytes()).toByteArray();
    ByteArrayInputStream rest = new ByteArrayInputStream(bytes);
    BinaryDecoder decoder = DecoderFactory.get().directBinaryDecoder(rest, null);
    List<UsageEvent> events = new ArrayList<>();
    Set<Sent> seen = new HashSet<>();
    try {
      while (rest.available() > 0) {
        UsageEvent event = reader.read(null, decoder);
        if (seen.add(new Sent(ByteBuffer.wrap(event.getDevice().bytes()), event.getSequence()))) {
          events.add(event);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can't fail", e);
    }
    return events;
  }

  private static ByteArrayOutputStream noBytes() {
    return new ByteArrayOutputStream(0);
  }

  private record Sent(ByteBuffer device, long sequence) {}
}
