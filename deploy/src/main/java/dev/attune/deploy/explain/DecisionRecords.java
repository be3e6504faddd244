package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.AuditRecord;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.topics.TopicCatalog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The decisions of a cluster with what came out of them, by user, each user's in their order. */
final class DecisionRecords {

  private final Map<Pseudonym, List<RecordedDecision>> byUser;

  private DecisionRecords(Map<Pseudonym, List<RecordedDecision>> byUser) {
    this.byUser = byUser;
  }

  /** All decisions for the users that are wanted. */
  static DecisionRecords read(Cluster cluster, Predicate<Pseudonym> wanted) {
    Map<Pseudonym, List<RecordedDecision>> byUser = new LinkedHashMap<>();
    new TopicScan<>(cluster, TopicCatalog.AUDIT_DECISIONS, AuditRecord.class)
        .read(
            (record, value) -> {
              Optional<Pseudonym> user = user(record).filter(wanted);
              if (user.isPresent()
                  && value != null
                  && value.getEntry() instanceof DecisionMade entry) {
                byUser
                    .computeIfAbsent(user.get(), any -> new ArrayList<>())
                    .add(new RecordedDecision(user.get(), entry, record.partition(), null));
              }
            });
    Map<DecisionId, SpecificRecord> outputs = new HashMap<>();
    new TopicScan<>(cluster, TopicCatalog.RECOMMENDATIONS, RecommendationList.class)
        .read(
            (record, list) -> {
              if (list != null && user(record).filter(wanted).isPresent()) {
                outputs.put(list.getDecision(), list);
              }
            });
    new TopicScan<>(cluster, TopicCatalog.NOTIFICATION_SETTINGS, NotificationSettings.class)
        .read(
            (record, settings) -> {
              if (settings != null && user(record).filter(wanted).isPresent()) {
                outputs.put(settings.getDecision(), settings);
              }
            });
    byUser.replaceAll(
        (user, decisions) ->
            decisions.stream()
                .map(one -> one.withOutput(outputs.get(one.entry().getDecision())))
                .toList());
    return new DecisionRecords(byUser);
  }

  private static Optional<Pseudonym> user(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null || record.key().length != Pseudonym.BYTES
        ? Optional.empty()
        : Optional.of(Pseudonym.of(Arrays.copyOf(record.key(), Pseudonym.BYTES)));
  }

  /** The decisions for a user, the oldest first. */
  List<RecordedDecision> of(Pseudonym user) {
    return byUser.getOrDefault(user, List.of());
  }

  /** All decisions, user by user. */
  List<RecordedDecision> all() {
    return byUser.values().stream().flatMap(List::stream).toList();
  }

  /** The user with the most decisions. */
  Optional<Pseudonym> busiest() {
    return byUser.entrySet().stream()
        .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
        .map(Map.Entry::getKey);
  }
}
