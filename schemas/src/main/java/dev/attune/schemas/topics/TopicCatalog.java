package dev.attune.schemas.topics;

import static dev.attune.schemas.topics.CleanupPolicy.COMPACT;
import static dev.attune.schemas.topics.CleanupPolicy.COMPACT_AND_DELETE;
import static dev.attune.schemas.topics.CleanupPolicy.DELETE;
import static dev.attune.schemas.topics.TopicSpec.WHILE_LAST;

import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.deadletter.DeadLetter;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.WindowPartial;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.synthetic.SyntheticSession;
import dev.attune.schemas.usage.UsageEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * Every topic of Attune. Whoever makes, reads or writes a topic takes its name and settings from
 * here.
 */
public final class TopicCatalog {
  /**
   * The number of partitions that the personal topics share unless the operator chooses another.
   */
  public static final int PERSONAL_PARTITIONS = 8;

  private static final String USER = "the user's pseudonym, 16 bytes";
  private static final int KIB = 1024;

  /** In: what happened on phones. */
  public static final TopicSpec USAGE_EVENTS =
      personal(
          "device.usage-events",
          "usage-events",
          UsageEvent.class,
          DELETE,
          Duration.ofDays(7),
          256 * KIB);

  /** In: what users allow. */
  public static final TopicSpec CONSENTS =
      personal("privacy.consents", "consents", ConsentRecord.class, COMPACT, WHILE_LAST, 64 * KIB);

  /** In, read whole by every instance: what may be offered. */
  public static final TopicSpec CATALOG_ITEMS =
      shared(
          "catalog.items",
          "catalog",
          "the item id, UTF-8",
          CatalogItem.class,
          COMPACT,
          WHILE_LAST,
          1,
          64 * KIB);

  /** In, read whole by every instance: versions of the usage model. */
  public static final TopicSpec MODEL_RELEASES =
      shared(
          "models.releases",
          "releases",
          "UTF-8: id; id/file/number; rollout; taken-back/id",
          ModelRelease.class,
          COMPACT,
          WHILE_LAST,
          1,
          256 * KIB);

  /** Out: what is offered to users. */
  public static final TopicSpec RECOMMENDATIONS =
      personal(
          "personalization.recommendations",
          "recommendations",
          RecommendationList.class,
          COMPACT_AND_DELETE,
          Duration.ofDays(30),
          256 * KIB);

  /** Out: how notifications should reach users. */
  public static final TopicSpec NOTIFICATION_SETTINGS =
      personal(
          "personalization.notification-settings",
          "notification-settings",
          NotificationSettings.class,
          COMPACT,
          WHILE_LAST,
          256 * KIB);

  /** Out: why each output was made, and receipts of erasure. */
  public static final TopicSpec AUDIT_DECISIONS =
      personal(
          "audit.decisions", "audit", AuditRecord.class, DELETE, Duration.ofDays(90), 256 * KIB);

  /** Out: where records are that could not be used. */
  public static final TopicSpec DEAD_LETTERS =
      shared(
          "attune.dead-letters",
          "dead-letters",
          "where the record is: topic/partition/offset, UTF-8",
          DeadLetter.class,
          DELETE,
          Duration.ofDays(30),
          1,
          256 * KIB);

  /** Inside: exact sums of partitions, on their way to the noise. */
  public static final TopicSpec PARTIALS =
      shared(
          "privacy.partials",
          "partials",
          "the partition's number, UTF-8",
          WindowPartial.class,
          DELETE,
          Duration.ofDays(2),
          1,
          256 * KIB);

  /** Out, and read before any noise is drawn: private summaries, and what they cost. */
  public static final TopicSpec LEDGER =
      shared(
          "privacy.ledger",
          "ledger",
          "the release's id, UTF-8",
          LedgerEntry.class,
          COMPACT,
          WHILE_LAST,
          1,
          256 * KIB);

  /** Out: made-up sessions for analysts. */
  public static final TopicSpec SYNTHETIC_SESSIONS =
      shared(
          "analytics.synthetic-sessions",
          "synthetic-sessions",
          "the cohort, UTF-8",
          SyntheticSession.class,
          DELETE,
          Duration.ofDays(90),
          1,
          256 * KIB);

  private static final List<TopicSpec> ALL =
      List.of(
          USAGE_EVENTS,
          CONSENTS,
          CATALOG_ITEMS,
          MODEL_RELEASES,
          RECOMMENDATIONS,
          NOTIFICATION_SETTINGS,
          AUDIT_DECISIONS,
          DEAD_LETTERS,
          PARTIALS,
          LEDGER,
          SYNTHETIC_SESSIONS);

  private TopicCatalog() {}

  /** Every topic, in an order that never changes but grows at the end. */
  public static List<TopicSpec> all() {
    return ALL;
  }

  /** The topic whose name or short name is {@code name}. */
  public static Optional<TopicSpec> byName(String name) {
    return ALL.stream()
        .filter(t -> t.name().equals(name) || t.shortName().equals(name))
        .findFirst();
  }

  private static TopicSpec personal(
      String name,
      String shortName,
      Class<? extends SpecificRecord> type,
      CleanupPolicy cleanup,
      Duration retention,
      int maxMessageBytes) {
    return new TopicSpec(
        name,
        shortName,
        USER,
        type,
        cleanup,
        retention,
        PERSONAL_PARTITIONS,
        true,
        maxMessageBytes);
  }

  private static TopicSpec shared(
      String name,
      String shortName,
      String key,
      Class<? extends SpecificRecord> type,
      CleanupPolicy cleanup,
      Duration retention,
      int partitions,
      int maxMessageBytes) {
    return new TopicSpec(
        name, shortName, key, type, cleanup, retention, partitions, false, maxMessageBytes);
  }
}
