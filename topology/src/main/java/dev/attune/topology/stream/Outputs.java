package dev.attune.topology.stream;

import dev.attune.models.token.EventType;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.Erased;
import dev.attune.schemas.deadletter.DeadLetter;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.topology.deadletter.DeadLetters;
import dev.attune.topology.deadletter.SourceCoordinates;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.stream.PipelineCounters.Count;
import dev.attune.topology.stream.PipelineCounters.Response;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task sends: collects and encodes outputs, and sends them when told to, so that whoever
 * makes them can't mistake a failure of Kafka's for one of its own. Records carry the timestamp of
 * the record that caused them. Not thread-safe.
 */
final class Outputs implements DecisionSink {

  private static final Logger LOG = LoggerFactory.getLogger(Outputs.class);

  private record Output(String sink, Record<byte[], byte @Nullable []> record) {}

  private final ProcessorContext<byte[], byte[]> context;
  private final PipelineCounters counters;
  private final RecordEncoder<RecommendationList> recommendations;
  private final RecordEncoder<NotificationSettings> notificationSettings;
  private final RecordEncoder<AuditRecord> audit;
  private final RecordEncoder<DeadLetter> deadLetter;
  private final DeadLetters deadLetters = new DeadLetters();
  private final List<Output> waiting = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();

  /** An event whose turn in the engine failed. */
  record Failure(AcceptedEvent event, Exception error) {}

  Outputs(
      ProcessorContext<byte[], byte[]> context,
      SchemaRegistryClient registry,
      PipelineCounters counters) {
    this.context = context;
    this.counters = counters;
    recommendations =
        new RecordEncoder<>(registry, RecommendationList.class, TopicCatalog.RECOMMENDATIONS);
    notificationSettings =
        new RecordEncoder<>(
            registry, NotificationSettings.class, TopicCatalog.NOTIFICATION_SETTINGS);
    audit = new RecordEncoder<>(registry, AuditRecord.class, TopicCatalog.AUDIT_DECISIONS);
    deadLetter = new RecordEncoder<>(registry, DeadLetter.class, TopicCatalog.DEAD_LETTERS);
  }

  @Override
  public void recommendations(AcceptedEvent cause, RecommendationList list) {
    add(TopologyNames.RECOMMENDATIONS_SINK, cause, recommendations.encode(list));
    counters.add(Count.LISTS, 1);
    counters.add(Count.ITEMS, list.getItems().size());
  }

  @Override
  public void notificationSettings(AcceptedEvent cause, NotificationSettings settings) {
    add(TopologyNames.NOTIFICATION_SETTINGS_SINK, cause, notificationSettings.encode(settings));
    counters.add(Count.SETTINGS, 1);
  }

  @Override
  public void audit(AcceptedEvent cause, DecisionMade entry) {
    add(TopologyNames.AUDIT_SINK, cause, audit.encode(new AuditRecord(entry)));
  }

  @Override
  public void answered(AcceptedEvent cause, Arm arm, EventType type) {
    switch (type) {
      case RECOMMENDATION_SHOWN -> counters.respond(arm, Response.SHOWN);
      case RECOMMENDATION_ACCEPTED -> counters.respond(arm, Response.ACCEPTED);
      case RECOMMENDATION_DISMISSED -> counters.respond(arm, Response.DISMISSED);
      case NOTIFICATION_POSTED -> counters.respond(arm, Response.NOTIFIED);
      case NOTIFICATION_OPENED -> counters.respond(arm, Response.NOTIFICATION_OPENED);
      case NOTIFICATION_DISMISSED -> counters.respond(arm, Response.NOTIFICATION_DISMISSED);
      default -> throw new IllegalArgumentException(type + " is no answer");
    }
  }

  @Override
  public void notRefreshed(Pseudonym user, Exception error) {
    LOG.warn("event=list-not-refreshed error={}", error.getClass().getName());
  }

  @Override
  public void failed(AcceptedEvent cause, Exception error) {
    failures.add(new Failure(cause, error));
  }

  /** Takes the events that failed since the last call. */
  List<Failure> takeFailures() {
    List<Failure> taken = List.copyOf(failures);
    failures.clear();
    return taken;
  }

  /** Says in the audit log that a user was erased. */
  void receipt(Pseudonym user, Erased receipt, long timestamp) {
    byte[] value = audit.encode(new AuditRecord(receipt));
    add(TopologyNames.AUDIT_SINK, user.bytes(), value, timestamp);
  }

  /** Removes the last outputs of a user. */
  void takeBack(Pseudonym user, long timestamp) {
    add(TopologyNames.RECOMMENDATIONS_SINK, user.bytes(), null, timestamp);
    add(TopologyNames.NOTIFICATION_SETTINGS_SINK, user.bytes(), null, timestamp);
  }

  void deadLetter(
      SourceCoordinates source, Rejection reason, Class<?> error, byte @Nullable [] value) {
    DeadLetter letter = deadLetters.of(source, reason.word(), error, value);
    add(
        TopologyNames.DEAD_LETTERS_SINK,
        source.key(),
        deadLetter.encode(letter),
        source.timestamp());
  }

  private void add(String sink, AcceptedEvent cause, byte[] value) {
    add(sink, cause.user().bytes(), value, cause.recordTimestamp());
  }

  private void add(String sink, byte[] key, byte @Nullable [] value, long timestamp) {
    waiting.add(new Output(sink, new Record<>(key, value, timestamp)));
  }

  /** Sends what was collected, in its order. */
  void send() {
    for (Output output : waiting) {
      context.forward(output.record(), output.sink());
    }
    waiting.clear();
  }
}
