package dev.attune.topology.synthesis;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenSession;
import dev.attune.schemas.ledger.Generator;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.Mechanism;
import dev.attune.schemas.ledger.Sealed;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.topology.summary.WindowSchedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the task that publishes: what it writes is a function of the seal alone, down to the
 * byte, so that a replay publishes the same again and nothing else. It waits for the public time of
 * publication. The first entry of a release counts. Not thread-safe.
 */
final class PublishTask implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PublishTask.class);
  private static final Duration TURN = Duration.ofMillis(500);
  private static final Duration MOST_OF_A_TURN = Duration.ofMillis(250);
  private static final byte[] PUBLISHED = {};
  private static final long MILLIS = 1000;

  private final ProcessorContext<byte[], byte[]> context;
  private final SynthesisParts parts;
  private final RecordDecoder<LedgerEntry> entries;
  private final RecordEncoder<SyntheticSession> sessions;
  private final KeyValueStore<Bytes, byte[]> publications;
  private final TreeMap<Long, List<Bytes>> due = new TreeMap<>();
  private final Cancellable turns;

  PublishTask(ProcessorContext<byte[], byte[]> context, SynthesisParts parts) {
    this.context = context;
    this.parts = parts;
    entries = new RecordDecoder<>(parts.registry(), LedgerEntry.class);
    sessions =
        new RecordEncoder<>(
            parts.registry(), SyntheticSession.class, TopicCatalog.SYNTHETIC_SESSIONS);
    publications = context.getStateStore(SynthesisNames.PUBLICATIONS_STORE);
    try (KeyValueIterator<Bytes, byte[]> all = publications.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> stored = all.next();
        if (stored.value.length > 0) {
          wait(stored.key, stored.value);
        }
      }
    }
    turns = context.schedule(TURN, PunctuationType.WALL_CLOCK_TIME, this::publishDue);
  }

  private void wait(Bytes key, byte[] value) {
    try {
      if (entries.decode(value).getDecision() instanceof Sealed sealed) {
        due.computeIfAbsent(sealed.getPublishAt(), at -> new ArrayList<>()).add(key);
      }
    } catch (DecodingException e) {
      throw unreadable(e);
    }
  }

  void process(Record<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    Bytes key = Bytes.wrap(record.key());
    if (publications.get(key) != null) {
      return;
    }
    publications.put(key, record.value());
    wait(key, record.value());
  }

  /**
   * Not for long at a time: sessions may take seconds to write, and a transaction must be short.
   */
  private void publishDue(long now) {
    long begun = System.nanoTime();
    while (!due.isEmpty()
        && due.firstKey() * MILLIS <= now
        && System.nanoTime() - begun < MOST_OF_A_TURN.toNanos()) {
      List<Bytes> keys = due.firstEntry().getValue();
      Bytes key = keys.remove(0);
      if (keys.isEmpty()) {
        due.pollFirstEntry();
      }
      publish(key);
    }
  }

  private void publish(Bytes key) {
    LedgerEntry entry;
    try {
      entry = entries.decode(publications.get(key));
    } catch (DecodingException e) {
      throw unreadable(e);
    }
    publications.put(key, PUBLISHED);
    if (!(entry.getDecision() instanceof Sealed sealed)) {
      return;
    }
    Generator generator = sealed.getGenerator();
    try (SessionWriter writer = parts.generators().open(generator).orElse(null)) {
      if (writer == null) {
        LOG.error(
            "event=not-published release={} problem=\"It was sealed for {} {}, which this instance"
                + " does not have; another generator would publish other sessions under the same"
                + " id.\"",
            entry.getReleaseId(),
            generator.getKind(),
            generator.getRelease());
        return;
      }
      write(entry, sealed, writer);
    }
  }

  private void write(LedgerEntry entry, Sealed sealed, SessionWriter writer) {
    Statements statements =
        new Statements(entry, sealed, parts.generators().trainedOn(sealed.getGenerator()));
    List<WrittenSession> written =
        writer.write(
            summary(sealed),
            entry.getReleaseId(),
            WindowSchedule.dayOf(entry.getWindowStart()),
            sealed.getGenerator().getSessions());
    byte[] key = entry.getCohort().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < written.size(); i++) {
      byte[] value = sessions.encode(statements.session(i, written.get(i)));
      context.forward(
          new Record<>(key, value, sealed.getPublishAt() * MILLIS), SynthesisNames.SESSIONS_SINK);
    }
  }

  private static CohortSummary summary(Sealed sealed) {
    Mechanism mechanism = sealed.getMechanism();
    double unit = mechanism.getUnit();
    double[] counts = sealed.getNoisy().stream().mapToDouble(value -> value / unit).toArray();
    double variance =
        (double) mechanism.getVarianceNumerator() / mechanism.getVarianceDenominator();
    return new CohortSummary(
        new CohortCells(sealed.getCategories()), counts, Math.sqrt(variance) / unit);
  }

  private static IllegalStateException unreadable(DecodingException e) {
    return new IllegalStateException(
        TopicCatalog.LEDGER.name() + " holds what can't be read; nothing is published past it", e);
  }

  @Override
  public void close() {
    turns.cancel();
  }
}
