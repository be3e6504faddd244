package dev.attune.bench.wire;

import dev.attune.bench.pipeline.CrowdLog;
import dev.attune.bench.wire.Packed.Sent;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.report.Table;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.compress.Compression;

/**
 * Counts the bytes of events in the batches that a producer with the settings of phones makes, and
 * in the form that most telemetry has. Nothing is timed and nothing is sent: the bytes are those of
 * Kafka's own record format, headers and keys included.
 */
public final class WireBench {

  /** Events of one phone that go together: about what is used in a day. */
  static final int DAY = 100;

  private static final int[] PHONE_BATCHES = {1, 10, 32, DAY};
  private static final int MIXED = 1_000;
  private static final long MILLIS = 1000;
  private static final double MOST_BYTES = 25;
  private static final double LEAST_RATIO = 10;

  private static final long MOST_COUNTED = 400_000;

  private final Packed packed = new Packed();
  private final long seed;
  private final int users;
  private final int events;

  /**
   * @param seed decides who the users are and what they do
   * @param users how many there are
   * @param events how many events are counted, of all users together
   */
  public WireBench(long seed, int users, int events) {
    this.seed = seed;
    this.users = users;
    this.events = events;
  }

  private record Both(Sent sent, int plainJson, int gzippedJson) {}

  /** Counts. */
  public Report run() {
    Instant startedAt = Instant.now();
    List<Both> all = new ArrayList<>();
    Map<ByteBuffer, List<Both>> byPhone = new LinkedHashMap<>();
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(
            RegistryClients.create("mock://wire"), UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    SplittableRandom random = new SplittableRandom(seed);
    new CrowdLog(seed, users, events, startedAt)
        .events(
            (user, event) -> {
              // The phone's clock has milliseconds, of which the event keeps none.
              long timestamp = event.getOccurredAt() * MILLIS + random.nextInt((int) MILLIS);
              byte[] json = JsonForm.json(user, event);
              Both both =
                  new Both(
                      new Sent(user, encoder.encode(event), timestamp),
                      json.length,
                      JsonForm.gzip(json).length);
              all.add(both);
              DevicePseudonym phone = event.getDevice();
              byPhone
                  .computeIfAbsent(ByteBuffer.wrap(phone.bytes()), one -> new ArrayList<>())
                  .add(both);
            });
    return report(startedAt, all, byPhone.values());
  }

  private Report report(Instant startedAt, List<Both> all, Collection<List<Both>> phones) {
    Compression zstd = Compression.zstd().build();
    double gzipped = mean(all, Both::gzippedJson);
    double day = perEvent(phones, DAY, zstd);
    List<Figure> figures =
        List.of(
            new Figure("wire.bytes_per_event", day, "bytes").atMost(MOST_BYTES),
            new Figure("wire.ratio.json_to_attune", gzipped / day, "times").atLeast(LEAST_RATIO),
            new Figure("wire.json_bytes_per_event", gzipped, "bytes"),
            new Figure(
                "wire.value_bytes_per_event",
                mean(all, both -> both.sent().value().length),
                "bytes"));
    List<List<?>> rows = new ArrayList<>();
    rows.add(row("JSON", "-", 1, mean(all, Both::plainJson), gzipped));
    rows.add(row("JSON, each gzipped", "-", 1, gzipped, gzipped));
    for (Map.Entry<String, Compression> kind : compressions().entrySet()) {
      for (int size : PHONE_BATCHES) {
        rows.add(
            row("a phone", kind.getKey(), size, perEvent(phones, size, kind.getValue()), gzipped));
      }
      rows.add(
          row(
              "many phones",
              kind.getKey(),
              MIXED,
              perEvent(List.of(all), MIXED, kind.getValue()),
              gzipped));
    }
    Table table =
        new Table(
            "batches",
            List.of(
                "sender", "compression", "events a batch", "bytes an event", "JSON gzipped to it"),
            rows);
    return new Report("bench wire", seed, startedAt, figures, Map.of(), List.of(table));
  }

  private static Map<String, Compression> compressions() {
    Map<String, Compression> kinds = new LinkedHashMap<>();
    kinds.put("zstd", Compression.zstd().build());
    kinds.put("zstd, level 9", Compression.zstd().level(9).build());
    kinds.put("lz4", Compression.lz4().build());
    kinds.put("none", Compression.NONE);
    return kinds;
  }

  private List<?> row(String sender, String compression, int size, double bytes, double gzipped) {
    return List.of(sender, compression, size, bytes, gzipped / bytes);
  }

  /** Bytes of an event in batches of this many; events that fill no batch are left out. */
  private double perEvent(Collection<List<Both>> senders, int size, Compression compression) {
    long bytes = 0;
    long count = 0;
    for (List<Both> sender : senders) {
      List<Sent> sent = sender.stream().map(Both::sent).toList();
      // Enough for a mean; small batches take long to make.
      for (int from = 0; from + size <= sent.size() && bytes < MOST_COUNTED; from += size) {
        bytes += packed.bytes(sent.subList(from, from + size), compression);
        count += size;
      }
    }
    if (count == 0) {
      throw new IllegalStateException("no sender has " + size + " events: more events are needed");
    }
    return (double) bytes / count;
  }

  private static double mean(List<Both> all, ToIntFunction<Both> bytes) {
    return all.stream().mapToInt(bytes).average().orElseThrow();
  }
}
