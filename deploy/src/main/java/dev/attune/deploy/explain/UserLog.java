package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What the log still holds of some users: consents and events, in the order of their records. */
final class UserLog {

  /**
   * One record.
   *
   * @param offset its place among the events of its partition; -1 for a consent
   */
  record Entry(SpecificRecord value, int partition, long offset, long timestamp) {}

  private final Map<Pseudonym, List<Entry>> byUser = new HashMap<>();
  private final Map<Integer, Long> oldest = new HashMap<>();

  private UserLog() {}

  static UserLog read(Cluster cluster, Set<Pseudonym> users) {
    UserLog log = new UserLog();
    Set<Integer> partitions = new HashSet<>();
    new TopicScan<>(cluster, TopicCatalog.CONSENTS, ConsentRecord.class)
        .read(
            (record, consent) -> {
              if (consent != null) {
                log.add(
                    record.key(),
                    users,
                    new Entry(consent, record.partition(), -1, record.timestamp()));
              }
            });
    new TopicScan<>(cluster, TopicCatalog.USAGE_EVENTS, UsageEvent.class)
        .read(
            (record, event) -> {
              if (partitions.add(record.partition())) {
                log.oldest.put(record.partition(), record.offset());
              }
              if (event != null) {
                log.add(
                    record.key(),
                    users,
                    new Entry(event, record.partition(), record.offset(), record.timestamp()));
              }
            });
    // A consent of the same time comes first: the events were allowed by it.
    log.byUser
        .values()
        .forEach(
            entries ->
                entries.sort(
                    Comparator.comparingLong(Entry::timestamp).thenComparingLong(Entry::offset)));
    return log;
  }

  private void add(byte[] key, Set<Pseudonym> users, Entry entry) {
    if (key == null || key.length != Pseudonym.BYTES) {
      return;
    }
    Pseudonym user = Pseudonym.of(Arrays.copyOf(key, key.length));
    if (users.contains(user)) {
      byUser.computeIfAbsent(user, any -> new ArrayList<>()).add(entry);
    }
  }

  List<Entry> of(Pseudonym user) {
    return byUser.getOrDefault(user, List.of());
  }

  /** The offset of the oldest event that a partition still has. */
  long oldestOffset(int partition) {
    return oldest.getOrDefault(partition, 0L);
  }
}
