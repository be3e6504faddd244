package dev.attune.topology.stream;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.Erased;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.commit.PreCommitStore;
import dev.attune.topology.consent.ConsentBook;
import dev.attune.topology.consent.ConsentOutcome;
import dev.attune.topology.deadletter.SourceCoordinates;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.engine.Refresh;
import dev.attune.topology.engine.UsageCounter;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.profile.CorruptProfileException;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.release.Expectations;
import dev.attune.topology.release.ProcessorTime;
import dev.attune.topology.release.TaskModels;
import dev.attune.topology.stream.PipelineCounters.Count;
import dev.attune.topology.summary.CohortCounter;
import dev.attune.topology.synthesis.WindowCloser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of one task, from the processor's {@code init} to its {@code close}: nothing outlives
 * it, so that a task that is taken up again after a failure starts from what was committed.
 *
 * <p>Events pass the gate when they come and go through the model in batches, when one is full or
 * right before a commit. Profiles are changed as objects and written right before a commit. Until
 * the hook before commits has been seen, every record is worked off and written at once.
 */
final class PersonalizationTask implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PersonalizationTask.class);
  private static final Duration REFRESH = Duration.ofSeconds(10);

  /** Of how many users it is remembered what models expect: some hundred bytes each. */
  private static final int MOST_EXPECTED = 10_000;

  private static final Duration CLOSING_TURN = Duration.ofMillis(200);

  /** How late records may be, at most, for forgetting to be the same in every replay. */
  private static final Duration LATEST = Duration.ofDays(1);

  private static final long MILLIS = 1000;

  /** Well below any interval between decisions: an item that left is soon gone from all lists. */
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(1);

  private final ProcessorContext<byte[], byte[]> context;
  private final TopologySettings settings;
  private final ProfileRoom room;
  private final PipelineCounters counters;
  private final CatalogFeed catalog;
  private final PreCommitStore preCommit;
  private final CommitMark mark;
  private final RegistryPatience patience;
  private final PatientDecoder<UsageEvent> events;
  private final PatientDecoder<ConsentRecord> consents;
  private final WriteBackCache<Pseudonym, Profile> profiles;
  private final ConsentBook consentBook = new ConsentBook();
  private final Gate gate;
  private final Outputs outputs;
  private final TaskModels models;
  private final PersonalizationEngine engine;
  private final ListSweep sweep;
  private final RetentionSweep retention;
  private final Cancellable forgetting;
  private final Cancellable sweeping;
  private final Cancellable refresh;
  private final Optional<WindowCloser> closer;
  private final Optional<Cancellable> closing;
  private final LongSupplier processorTime = ProcessorTime.clock();
  private final List<AcceptedEvent> batch = new ArrayList<>();
  private final List<byte @Nullable []> batchValues = new ArrayList<>();
  private long modelCalls;
  private long fallbackCalls;
  private long moves;

  PersonalizationTask(ProcessorContext<byte[], byte[]> context, PersonalizationParts parts) {
    this.context = context;
    settings = parts.settings();
    room = parts.room();
    room.enter();
    counters = parts.counters();
    catalog = parts.catalog();
    patience = new RegistryPatience(settings.registryPatience());
    events = decoder(parts, UsageEvent.class);
    consents = decoder(parts, ConsentRecord.class);
    profiles =
        new WriteBackCache<>(
            room::share, new ProfileStore(context.getStateStore(TopologyNames.PROFILE_STORE)));
    gate = new Gate(settings.maxFuture());
    outputs = new Outputs(context, parts.registry(), counters);
    models = new TaskModels(parts.releases().sets(), settings.movesPerBatch());
    engine =
        new PersonalizationEngine(
            settings.decisions(),
            models,
            new Expectations(
                parts.releases().book(), Math.min(MOST_EXPECTED, settings.profileCacheEntries())),
            parts
                .synthesis()
                .<UsageCounter>map(of -> new CohortCounter(of.settings()))
                .orElse(UsageCounter.NONE));
    preCommit = context.getStateStore(TopologyNames.PRE_COMMIT_STORE);
    preCommit.bind(context, settings.commitInterval(), this::finish);
    mark = new CommitMark(context, preCommit);
    sweep = new ListSweep(context.getStateStore(TopologyNames.PROFILE_STORE));
    sweeping = context.schedule(SWEEP_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sweepLists);
    retention = new RetentionSweep(context.getStateStore(TopologyNames.PROFILE_STORE));
    forgetting =
        context.schedule(RetentionSweep.TURN, PunctuationType.WALL_CLOCK_TIME, this::forgetUnseen);
    // A task without events would hold on to releases that are long gone.
    refresh =
        context.schedule(REFRESH, PunctuationType.WALL_CLOCK_TIME, now -> models.startBatch());
    closer =
        parts
            .synthesis()
            .map(
                of ->
                    new WindowCloser(
                        context, of, context.getStateStore(TopologyNames.PROFILE_STORE)));
    closing =
        closer.map(
            of ->
                context.schedule(
                    CLOSING_TURN, PunctuationType.WALL_CLOCK_TIME, now -> closeWindow(of, now)));
  }

  /**
   * Forgets users who were not heard of for the retention period and {@link #LATEST}: no record of
   * theirs that is yet to come, unless it is later than that, would find them within the period. So
   * it makes no difference to any output when the sweep comes by.
   */
  private void forgetUnseen(long now) {
    long streamTime = context.currentStreamTimeMs();
    long before = Math.floorDiv(streamTime, MILLIS) - settings.retention().plus(LATEST).toSeconds();
    if (streamTime < 0 || before <= 0) {
      return;
    }
    boolean forgot = false;
    for (Pseudonym user : retention.turn(now, before)) {
      // What waits in memory may be newer than what is stored.
      runBatchBefore(user);
      if (profiles.get(user).lastSeenAt() < before) {
        preCommit.expectCommit();
        forget(user, streamTime);
        forgot = true;
      }
    }
    if (forgot && !preCommit.proven()) {
      finish();
    }
  }

  /** The user's profile as a record of this time finds it: a new one after the period. */
  private Profile profileAt(Pseudonym user, long timestamp) {
    if (isForgottenAt(user, timestamp)) {
      runBatchBefore(user);
      if (isForgottenAt(user, timestamp)) {
        forget(user, timestamp);
      }
    }
    return profiles.get(user);
  }

  private boolean isForgottenAt(Pseudonym user, long timestamp) {
    long seen = profiles.get(user).lastSeenAt();
    return seen > 0 && seen < Math.floorDiv(timestamp, MILLIS) - settings.retention().toSeconds();
  }

  private void forget(Pseudonym user, long timestamp) {
    boolean sent = profiles.get(user).outbox().hasSent();
    profiles.delete(user);
    counters.add(Count.FORGOTTEN, 1);
    if (sent) {
      outputs.takeBack(user, timestamp);
      outputs.send();
    }
  }

  /** Adds up, for private summaries, what users have in a window whose time has come. */
  private void closeWindow(WindowCloser of, long now) {
    if (!of.isDue(now)) {
      return;
    }
    preCommit.expectCommit();
    // What is stored is then what is known.
    runBatch();
    profiles.writeBack();
    of.turn(now);
    if (!preCommit.proven()) {
      finish();
    }
  }

  /** Decides lists again that hold what may not be offered any more, also of users who are idle. */
  private void sweepLists(long now) {
    Catalog current = currentCatalog();
    if (!sweep.isDue()) {
      return;
    }
    preCommit.expectCommit();
    // What is stored is then what is known.
    runBatch();
    profiles.writeBack();
    List<Refresh> refreshes = new ArrayList<>();
    for (Pseudonym user : sweep.turn(profile -> engine.isOutdated(current, profile))) {
      refreshes.add(new Refresh(user, profiles.get(user), now, context.taskId().partition()));
      profiles.changed(user);
    }
    if (!refreshes.isEmpty()) {
      engine.refresh(current, refreshes, outputs);
      counters.add(Count.REFRESHED, refreshes.size());
      outputs.send();
    }
    if (!preCommit.proven()) {
      finish();
    }
  }

  private Catalog currentCatalog() {
    Catalog current = catalog.current();
    sweep.use(current, catalog.restrictions());
    return current;
  }

  private <T extends SpecificRecord> PatientDecoder<T> decoder(
      PersonalizationParts parts, Class<T> type) {
    return new PatientDecoder<>(new RecordDecoder<>(parts.registry(), type), patience);
  }

  void process(Record<byte[], byte[]> record) {
    preCommit.expectCommit();
    RecordMetadata metadata =
        context
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a record without metadata"));
    SourceCoordinates source =
        new SourceCoordinates(
            metadata.topic(), metadata.partition(), metadata.offset(), record.timestamp());
    if (metadata.topic().equals(TopicCatalog.CONSENTS.name())) {
      consent(source, record.key(), record.value());
    } else {
      event(source, record.key(), record.value());
    }
    if (!preCommit.proven()) {
      finish();
    } else if (batch.size() >= settings.batchMaxEvents()) {
      runBatch();
    }
  }

  private void event(SourceCoordinates source, byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null || key.length != Pseudonym.BYTES) {
      unusable(source, Rejection.BAD_KEY, Gate.class, value);
      return;
    }
    Pseudonym user = Pseudonym.of(key);
    try {
      UsageEvent event = events.decode(value);
      Profile profile = profileAt(user, source.timestamp());
      Optional<Rejection> rejection = gate.check(profile, event, source.timestamp());
      if (rejection.isPresent()) {
        reject(source, rejection.get(), value);
        return;
      }
      profiles.changed(user);
      profile.arrived(Math.floorDiv(source.timestamp(), MILLIS), event.getOccurredAt());
      batch.add(
          new AcceptedEvent(
              user, profile, event, source.timestamp(), source.partition(), source.offset()));
      batchValues.add(value);
    } catch (DecodingException e) {
      unusable(source, rejection(e), e.getClass(), value);
    } catch (CorruptProfileException e) {
      unusable(source, Rejection.FAILED, e.getClass(), value);
    }
  }

  /** Records that are refused for what they say are only counted; those that are wrong, told of. */
  private void reject(SourceCoordinates source, Rejection reason, byte @Nullable [] value) {
    switch (reason) {
      case NO_CONSENT, DUPLICATE -> counters.reject(reason);
      default -> unusable(source, reason, Gate.class, value);
    }
  }

  private void unusable(
      SourceCoordinates source, Rejection reason, Class<?> error, byte @Nullable [] value) {
    counters.reject(reason);
    outputs.deadLetter(source, reason, error, value);
    outputs.send();
  }

  private void consent(SourceCoordinates source, byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null || key.length != Pseudonym.BYTES) {
      unusableConsent(source, Rejection.BAD_KEY, Gate.class, value);
      return;
    }
    Pseudonym user = Pseudonym.of(key);
    try {
      if (value == null) {
        noConsentLeft(user, source.timestamp());
        return;
      }
      ConsentRecord record = consents.decode(value);
      runBatchBefore(user);
      Profile profile = profileAt(user, source.timestamp());
      ConsentOutcome outcome = consentBook.apply(profile, record);
      counters.add(Count.CONSENTS, 1);
      if (outcome instanceof ConsentOutcome.Erased erased) {
        profiles.delete(user);
        long now = Math.floorDiv(context.currentSystemTimeMs(), 1000L);
        outputs.receipt(user, new Erased(erased.request(), now), source.timestamp());
        counters.add(Count.ERASURES, 1);
      } else {
        profile.arrived(Math.floorDiv(source.timestamp(), MILLIS), record.getRecordedAt());
        profiles.changed(user);
      }
      if (outcome.outputsTakenBack()) {
        outputs.takeBack(user, source.timestamp());
      }
      outputs.send();
    } catch (DecodingException e) {
      unusableConsent(source, rejection(e), e.getClass(), value);
    } catch (IllegalArgumentException e) {
      unusableConsent(source, Rejection.INVALID_FIELD, ConsentBook.class, value);
    } catch (CorruptProfileException e) {
      unusableConsent(source, Rejection.FAILED, e.getClass(), value);
    }
  }

  /**
   * A tombstone: the topic holds no consent of this user any more, so nothing is allowed. So, too,
   * a consent service lets go of the request for an erasure when it has seen the receipt.
   */
  private void noConsentLeft(Pseudonym user, long timestamp) {
    runBatchBefore(user);
    if (profiles.get(user).consent().isPresent()) {
      forget(user, timestamp);
    }
    counters.add(Count.CONSENTS, 1);
  }

  private void unusableConsent(
      SourceCoordinates source, Rejection reason, Class<?> error, byte @Nullable [] value) {
    counters.add(Count.CONSENTS_REJECTED, 1);
    outputs.deadLetter(source, reason, error, value);
    outputs.send();
  }

  /** What a user did before they changed their mind happened under the consent of then. */
  private void runBatchBefore(Pseudonym user) {
    for (AcceptedEvent event : batch) {
      if (event.user().equals(user)) {
        runBatch();
        return;
      }
    }
  }

  private void runBatch() {
    if (batch.isEmpty()) {
      return;
    }
    long start = processorTime.getAsLong();
    engine.run(currentCatalog(), batch, outputs);
    counters.batchTook(processorTime.getAsLong() - start);
    List<Outputs.Failure> failures = outputs.takeFailures();
    failures.forEach(this::failed);
    counters.add(Count.ACCEPTED, batch.size() - failures.size());
    counters.add(Count.BATCHES, 1);
    countModelCalls();
    batch.clear();
    batchValues.clear();
    outputs.send();
    if (profiles.unwritten() >= room.share()) {
      profiles.writeBack();
    }
  }

  private void failed(Outputs.Failure failure) {
    AcceptedEvent event = failure.event();
    SourceCoordinates source =
        new SourceCoordinates(
            TopicCatalog.USAGE_EVENTS.name(),
            event.partition(),
            event.offset(),
            event.recordTimestamp());
    LOG.warn(
        "event=usage-event-failed partition={} offset={} error={}",
        event.partition(),
        event.offset(),
        failure.error().getClass().getName());
    counters.reject(Rejection.FAILED);
    outputs.deadLetter(source, Rejection.FAILED, failure.error().getClass(), value(event));
  }

  private byte @Nullable [] value(AcceptedEvent event) {
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i) == event) {
        return batchValues.get(i);
      }
    }
    return null;
  }

  private void countModelCalls() {
    models.count();
    counters.add(Count.MODEL_CALLS, models.calls() - modelCalls);
    counters.add(Count.FALLBACK_CALLS, models.fallbackCalls() - fallbackCalls);
    counters.add(Count.MOVED_USERS, models.moves() - moves);
    modelCalls = models.calls();
    fallbackCalls = models.fallbackCalls();
    moves = models.moves();
  }

  /** Leaves nothing behind in memory that a commit would say was done. */
  private void finish() {
    runBatch();
    profiles.writeBack();
    sweep.note();
    mark.advance();
    patience.renew();
  }

  private static Rejection rejection(DecodingException e) {
    return switch (e.reason()) {
      case EMPTY, NOT_WIRE_FORMAT, MALFORMED -> Rejection.MALFORMED;
      case TOO_LARGE -> Rejection.TOO_LARGE;
      case UNKNOWN_SCHEMA, INCOMPATIBLE_SCHEMA -> Rejection.UNKNOWN_SCHEMA;
    };
  }

  @Override
  public void close() {
    room.leave();
    sweeping.cancel();
    forgetting.cancel();
    closing.ifPresent(Cancellable::cancel);
    preCommit.unbind();
    profiles.clear();
    batch.clear();
    batchValues.clear();
    refresh.cancel();
    models.close();
  }
}
