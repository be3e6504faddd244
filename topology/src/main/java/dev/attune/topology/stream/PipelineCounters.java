package dev.attune.topology.stream;

import dev.attune.schemas.decision.Arm;
import dev.attune.topology.ingest.Rejection;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a process has done since it started, added up over its tasks. Records that are processed
 * again after an aborted transaction count again. Thread-safe.
 */
public final class PipelineCounters {

  private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);
  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);
  private final LongAdder[] responses = new LongAdder[Arm.values().length * RESPONSES];

  private static final int RESPONSES = Response.values().length;

  /** What users do with what they get. */
  public enum Response {
    /** A recommended item was shown. */
    SHOWN,
    /** One was taken. */
    ACCEPTED,
    /** One was dismissed. */
    DISMISSED,
    /** A notification was posted. */
    NOTIFIED,
    /** One was opened. */
    NOTIFICATION_OPENED,
    /** One was dismissed. */
    NOTIFICATION_DISMISSED
  }

  private final LongAccumulator longestBatch = new LongAccumulator(Math::max, 0);

  /** What is counted beside rejections. */
  public enum Count {
    /** Usage events that went through the model. */
    ACCEPTED,
    /** Recommendation lists sent. */
    LISTS,
    /** Items in those lists. */
    ITEMS,
    /** Notification settings sent. */
    SETTINGS,
    /** Lists decided again because something in them may not be offered any more. */
    REFRESHED,
    /** Changes of consent applied. */
    CONSENTS,
    /** Users erased. */
    ERASURES,
    /** Profiles forgotten because their users were not heard of. */
    FORGOTTEN,
    /** Consent records that could not be used. */
    CONSENTS_REJECTED,
    /** Catalog items that could not be used. */
    CATALOG_REJECTED,
    /** Batches of events run. */
    BATCHES,
    /** Calls of the model. */
    MODEL_CALLS,
    /** Calls of the model that the fallback answered. */
    FALLBACK_CALLS,
    /** Users moved to another release, their states rebuilt. */
    MOVED_USERS,
    /** Records of releases that could not be used. */
    RELEASE_RECORDS_REJECTED,
    /** Releases loaded. */
    RELEASES_LOADED,
    /** Releases refused by this instance. */
    RELEASES_REFUSED,
    /** Releases taken back by this instance. */
    RELEASES_TAKEN_BACK,
    /** Alarms of a dropped hit rate. */
    DRIFTS,
    /** Releases that were not let write sessions. */
    GENERATORS_REFUSED
  }

  /** All zero. */
  public PipelineCounters() {
    for (Rejection reason : Rejection.values()) {
      rejected.put(reason, new LongAdder());
    }
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
    Arrays.setAll(responses, place -> new LongAdder());
  }

  void batchTook(long nanos) {
    longestBatch.accumulate(nanos);
  }

  /** The most processor time of a batch since this was last asked, in nanoseconds. */
  public long takeLongestBatch() {
    return longestBatch.getThenReset();
  }

  /** Counts. */
  public void add(Count count, long amount) {
    adder(counts, count).add(amount);
  }

  void respond(Arm arm, Response response) {
    responses[place(arm, response)].increment();
  }

  /** How often users of the share responded so. */
  public long responses(Arm arm, Response response) {
    return responses[place(arm, response)].sum();
  }

  private static int place(Arm arm, Response response) {
    return arm.ordinal() * RESPONSES + response.ordinal();
  }

  void reject(Rejection reason) {
    adder(rejected, reason).increment();
  }

  /** How often so far. */
  public long get(Count count) {
    return adder(counts, count).sum();
  }

  /** How many usage events were rejected for this reason so far. */
  public long rejected(Rejection reason) {
    return adder(rejected, reason).sum();
  }

  private static <K> LongAdder adder(Map<K, LongAdder> adders, K key) {
    LongAdder adder = adders.get(key);
    if (adder == null) {
      throw new IllegalStateException("no counter for " + key);
    }
    return adder;
  }
}
