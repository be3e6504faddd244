package dev.attune.bench.parts;

import dev.attune.bench.pipeline.CrowdLog;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.consent.ConsentBook;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Events and profiles from bytes and to bytes; the profile is that of a simulated week. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecPart {

  private static final long SEED = 7;
  private static final int EVENTS = 600;
  private static final long MILLIS = 1000;

  private final ProfileCodec codec = new ProfileCodec();
  private final Profile profile = new Profile();
  private final List<byte[]> values = new ArrayList<>();
  private RecordDecoder<UsageEvent> decoder;
  private byte[] stored;
  private int next;

  /** Lives through a week. */
  @Setup
  public void live() {
    SchemaRegistryClient registry = RegistryClients.create("mock://parts");
    decoder = new RecordDecoder<>(registry, UsageEvent.class);
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    CrowdLog log = new CrowdLog(SEED, 1, EVENTS, Instant.parse("2026-03-12T00:00:00Z"));
    log.consents(
        (user, consent, at) -> new ConsentBook().apply(profile, new ConsentRecord(at, consent)));
    Gate gate = new Gate(Gate.DEFAULT_MAX_FUTURE);
    List<AcceptedEvent> events = new ArrayList<>();
    log.events(
        (user, event) -> {
          values.add(encoder.encode(event));
          long timestamp = event.getOccurredAt() * MILLIS;
          if (gate.check(profile, event, timestamp).isEmpty()) {
            events.add(
                new AcceptedEvent(Pseudonym.of(user), profile, event, timestamp, 0, values.size()));
          }
        });
    new PersonalizationEngine(
            DecisionSettings.defaults(), new StatisticalUsageModel(Vocabulary.of(List.of())))
        .run(Catalog.EMPTY, events, new NoSink());
    stored = codec.encode(profile);
  }

  /** An event of its bytes. */
  @Benchmark
  public UsageEvent decodeEvent() throws DecodingException {
    next = next + 1 == values.size() ? 0 : next + 1;
    return decoder.decode(values.get(next));
  }

  /** A profile of its bytes. */
  @Benchmark
  public Profile decodeProfile() {
    return codec.decode(stored);
  }

  /** A profile to bytes. */
  @Benchmark
  public byte[] encodeProfile() {
    return codec.encode(profile);
  }

  /** Takes everything and does nothing with it. */
  private static final class NoSink implements DecisionSink {

    @Override
    public void recommendations(AcceptedEvent cause, RecommendationList out) {}

    @Override
    public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {}

    @Override
    public void audit(AcceptedEvent cause, DecisionMade entry) {}

    @Override
    public void failed(AcceptedEvent cause, Exception error) {
      throw new IllegalStateException(error);
    }
  }
}
