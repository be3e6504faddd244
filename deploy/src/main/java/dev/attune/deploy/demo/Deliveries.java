package dev.attune.deploy.demo;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes outputs from the reader's thread, looks whether they are right, and keeps them until the
 * phones are ready for them.
 */
final class Deliveries {
  private static final int LISTS = 0;
  private static final int SETTINGS = 1;

  private final Function<Pseudonym, Optional<ConsentChanged>> consents;
  private final OfferCheck check;
  private final Tally tally;
  private final Optional<DecisionLog> log;
  private final RecordDecoder<RecommendationList> lists;
  private final RecordDecoder<NotificationSettings> settings;
  private List<Delivery> waiting = new ArrayList<>();

  /**
   * Nothing to deliver yet.
   *
   * @param consents what users allow; empty for users who do not exist
   * @param log gets every decision, where one is kept
   */
  Deliveries(
      SchemaRegistryClient registry,
      Function<Pseudonym, Optional<ConsentChanged>> consents,
      OfferCheck check,
      Tally tally,
      Optional<DecisionLog> log) {
    this.consents = consents;
    this.check = check;
    this.tally = tally;
    this.log = log;
    this.lists = new RecordDecoder<>(registry, RecommendationList.class);
    this.settings = new RecordDecoder<>(registry, NotificationSettings.class);
  }

  /** An output as it came. Called by the reader's thread. */
  void arrived(ConsumerRecord<byte[], byte[]> record) {
    tally.latency.record(System.currentTimeMillis() - record.timestamp());
    Pseudonym user = Pseudonym.of(record.key());
    Optional<ConsentChanged> consent = consents.apply(user);
    if (consent.isEmpty()) {
      return; // of someone else who uses this cluster
    }
    try {
      if (record.topic().equals(TopicCatalog.RECOMMENDATIONS.name())) {
        arrived(user, consent.get(), lists.decode(record.value()), record.value());
      } else {
        arrived(user, settings.decode(record.value()), record.value());
      }
    } catch (DecodingException e) {
      tally.wentWrong("An output can't be read: " + e.getMessage() + ".");
    }
  }

  /**
   * What arrived since the last time: by user, lists before settings, each in the order in which
   * they were made.
   */
  synchronized List<Delivery> take() {
    List<Delivery> taken = waiting;
    waiting = new ArrayList<>();
    taken.sort(Comparator.comparing(Delivery::user).thenComparingInt(Delivery::order));
    return taken;
  }

  private void arrived(
      Pseudonym user, ConsentChanged consent, RecommendationList list, byte[] value) {
    tally.lists.increment();
    tally.items.add(list.getItems().size());
    tally.answeredBy(list.getRelease());
    List<String> problems = check.problems(list, consent);
    tally.invalid.add(problems.size());
    problems.forEach(problem -> tally.wentWrong("An item should not be offered: " + problem + "."));
    log.ifPresent(kept -> kept.add(user, LISTS, list.getDecidedAt(), value));
    keep(new Delivery(user, list, null));
  }

  private void arrived(Pseudonym user, NotificationSettings now, byte[] value) {
    tally.settings.increment();
    tally.answeredBy(now.getRelease());
    log.ifPresent(kept -> kept.add(user, SETTINGS, now.getDecidedAt(), value));
    keep(new Delivery(user, null, now));
  }

  private synchronized void keep(Delivery delivery) {
    waiting.add(delivery);
  }
}
