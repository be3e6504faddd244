package dev.attune.deploy.training;

import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.provision.CommittedTopic;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The events on a cluster of the users who allow that models are trained on them, from the
 * beginning of the topic to its end as it was at the start. Consents are read before, to keep
 * nothing of anyone else, and again after, so that who said no meanwhile is forgotten.
 */
final class TopicEvents {

  private final Cluster cluster;
  private final String region;
  private final RecordDecoder<ConsentRecord> consents;
  private final RecordDecoder<UsageEvent> events;
  private final Set<String> allowed = new HashSet<>();
  private final Set<String> denied = new HashSet<>();
  private long unreadable;

  /**
   * Nothing is read yet.
   *
   * @param region whose users to take; empty for all
   */
  TopicEvents(Cluster cluster, String region) {
    this.cluster = cluster;
    this.region = region;
    this.consents = new RecordDecoder<>(cluster.registry(), ConsentRecord.class);
    this.events = new RecordDecoder<>(cluster.registry(), UsageEvent.class);
  }

  /**
   * What was found on the topics.
   *
   * @param users who allow it and have events
   * @param leftOut who have events and don't allow it, or never said
   * @param unreadable records that could not be read
   */
  record Found(int users, int leftOut, long unreadable) {}

  /**
   * Reads.
   *
   * @throws ClusterException if a topic is missing
   */
  Found read(RecordedEvents target) {
    try (CommittedTopic consent = CommittedTopic.open(cluster, TopicCatalog.CONSENTS);
        CommittedTopic usage = CommittedTopic.open(cluster, TopicCatalog.USAGE_EVENTS)) {
      consent.readToEnd(this::consent);
      usage.readToEnd(record -> event(record, target));
      consent.readToEnd(this::consent);
    }
    for (String user : List.copyOf(target.users())) {
      if (!allowed.contains(user)) {
        target.remove(user);
        denied.add(user);
      }
    }
    denied.removeAll(target.users());
    return new Found(target.users().size(), denied.size(), unreadable);
  }

  private void consent(ConsumerRecord<byte[], byte[]> record) {
    if (!named(record)) {
      unreadable++;
      return;
    }
    String user = user(record);
    allowed.remove(user);
    if (record.value() == null) {
      return;
    }
    try {
      Object change = consents.decode(record.value()).getChange();
      if (change instanceof ConsentChanged now
          && now.getGranted().contains(Purpose.MODEL_TRAINING)
          && (region.isEmpty() || region.equals(now.getRegion()))) {
        allowed.add(user);
      }
    } catch (DecodingException e) {
      unreadable++;
    }
  }

  private void event(ConsumerRecord<byte[], byte[]> record, RecordedEvents target) {
    if (!named(record) || record.value() == null) {
      unreadable++;
      return;
    }
    String user = user(record);
    if (!allowed.contains(user)) {
      denied.add(user);
      return;
    }
    try {
      target.add(user, events.decode(record.value()));
    } catch (DecodingException e) {
      unreadable++;
    }
  }

  private static boolean named(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null && record.key().length == Pseudonym.BYTES;
  }

  private static String user(ConsumerRecord<byte[], byte[]> record) {
    return Pseudonym.of(record.key()).toString();
  }
}
