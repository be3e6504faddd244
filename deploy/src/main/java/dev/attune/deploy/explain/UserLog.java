package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.Arrays;
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
    log.sort();
    return log;
  }

  /** The log of one user whose every event is still there. */
  static UserLog of(Pseudonym user, List<Entry> entries) {
    UserLog log = new UserLog();
    log.byUser.put(user, new ArrayList<>(entries));
    log.sort();
    return log;
  }

  /**
   * Events stay in their order, which is that of their partition. A consent comes before the first
   * event that is not older: topics have no order among each other but by time.
   */
  private void sort() {
    byUser.replaceAll(
        (user, entries) -> {
          List<Entry> consents = entries.stream().filter(entry -> entry.offset() < 0).toList();
          List<Entry> merged = new ArrayList<>(entries.size());
          int next = 0;
          for (Entry entry : entries) {
            if (entry.offset() >= 0) {
              while (next < consents.size()
                  && consents.get(next).timestamp() <= entry.timestamp()) {
                merged.add(consents.get(next++));
              }
              merged.add(entry);
            }
          }
          merged.addAll(consents.subList(next, consents.size()));
          return merged;
        });
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
