package dev.attune.topology.app;

import dev.attune.schemas.decision.Arm;
import dev.attune.topology.ingest.Rejection;
import dev.attune.topology.release.ReleaseStatus;
import dev.attune.topology.stream.PipelineCounters;
import dev.attune.topology.stream.PipelineCounters.Count;
import dev.attune.topology.stream.PipelineCounters.Response;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a process has done since it started. Without faults, each usage event is either accepted or
 * rejected, once; after an aborted transaction, records are processed and counted again.
 *
 * @param accepted usage events that went through the model
 * @param rejected usage events that did not, by reason; every reason is there
 * @param lists recommendation lists sent
 * @param items items in those lists
 * @param settings notification settings sent
 * @param consents changes of consent applied
 * @param consentsRejected consent records that could not be used
 * @param erasures users erased
 * @param catalogRejected catalog items that could not be used
 * @param batches batches of events run
 * @param modelCalls calls of the model
 * @param fallbackCalls calls of the model that the fallback answered
 * @param treated what users did who get personal decisions
 * @param control what users did who get what anyone would
 * @param movedUsers users moved to another release
 * @param drifts alarms of a dropped hit rate
 * @param releases every release this instance knows something about
 */
public record PipelineStats(
    long accepted,
    Map<Rejection, Long> rejected,
    long lists,
    long items,
    long settings,
    long consents,
    long consentsRejected,
    long erasures,
    long catalogRejected,
    long batches,
    long modelCalls,
    long fallbackCalls,
    Responses treated,
    Responses control,
    long movedUsers,
    long drifts,
    List<ReleaseStatus> releases) {

  /**
   * What users of one share did with what they got.
   *
   * @param shown recommended items shown
   * @param accepted those taken
   * @param dismissed those dismissed
   * @param notified notifications posted
   * @param notificationsOpened those opened
   * @param notificationsDismissed those dismissed
   */
  public record Responses(
      long shown,
      long accepted,
      long dismissed,
      long notified,
      long notificationsOpened,
      long notificationsDismissed) {

    static Responses of(PipelineCounters counters, Arm arm) {
      return new Responses(
          counters.responses(arm, Response.SHOWN),
          counters.responses(arm, Response.ACCEPTED),
          counters.responses(arm, Response.DISMISSED),
          counters.responses(arm, Response.NOTIFIED),
          counters.responses(arm, Response.NOTIFICATION_OPENED),
          counters.responses(arm, Response.NOTIFICATION_DISMISSED));
    }

    /** The share of items shown that were taken; 0 before the first was shown. */
    public double acceptance() {
      return shown == 0 ? 0 : (double) accepted / shown;
    }
  }

  /** Copies the counts. */
  public PipelineStats {
    rejected = Collections.unmodifiableMap(new EnumMap<>(rejected));
    releases = List.copyOf(releases);
  }

  /** The counters as they stand now. */
  public static PipelineStats of(PipelineCounters counters, List<ReleaseStatus> releases) {
    Map<Rejection, Long> rejected = new EnumMap<>(Rejection.class);
    for (Rejection reason : Rejection.values()) {
      rejected.put(reason, counters.rejected(reason));
    }
    return new PipelineStats(
        counters.get(Count.ACCEPTED),
        rejected,
        counters.get(Count.LISTS),
        counters.get(Count.ITEMS),
        counters.get(Count.SETTINGS),
        counters.get(Count.CONSENTS),
        counters.get(Count.CONSENTS_REJECTED),
        counters.get(Count.ERASURES),
        counters.get(Count.CATALOG_REJECTED),
        counters.get(Count.BATCHES),
        counters.get(Count.MODEL_CALLS),
        counters.get(Count.FALLBACK_CALLS),
        Responses.of(counters, Arm.TREATED),
        Responses.of(counters, Arm.CONTROL),
        counters.get(Count.MOVED_USERS),
        counters.get(Count.DRIFTS),
        releases);
  }

  /** Rejected usage events of all reasons together. */
  public long rejectedTotal() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Outputs sent: lists and settings. */
  public long decisions() {
    return lists + settings;
  }

  /** The share of model calls that the fallback answered, from 0 to 1; 0 before the first call. */
  public double fallbackShare() {
    return modelCalls == 0 ? 0 : (double) fallbackCalls / modelCalls;
  }
}
