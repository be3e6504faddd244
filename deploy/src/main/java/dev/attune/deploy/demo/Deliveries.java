package dev.attune.deploy.demo;

import dev.attune.privacy.pseudonym.Pseudonym;
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
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes outputs from the reader's thread, looks whether they are right, and keeps them until the
 * phones are ready for them.
 */
final class Deliveries {
  private static final int LISTS = 0;
  private static final int SETTINGS = 1;

  private final Crowd crowd;
  private final OfferCheck check;
  private final Tally tally;
  private final Optional<DecisionLog> log;
  private final RecordDecoder<RecommendationList> lists;
  private final RecordDecoder<NotificationSettings> settings;
  private List<Delivery> waiting = new ArrayList<>();

  /**
   * Nothing to deliver yet.
   *
   * @param crowd whom outputs are for; only looked up
   * @param log gets every decision, where one is kept
   */
  Deliveries(
      SchemaRegistryClient registry,
      Crowd crowd,
      OfferCheck check,
      Tally tally,
      Optional<DecisionLog> log) {
    this.crowd = crowd;
    this.check = check;
    this.tally = tally;
    this.log = log;
    this.lists = new RecordDecoder<>(registry, RecommendationList.class);
    this.settings = new RecordDecoder<>(registry, NotificationSettings.class);
  }

  /** An output as it came. Called by the reader's thread. */
  void arrived(ConsumerRecord<byte[], byte[]> record) {
    tally.latency.record(System.currentTimeMillis() - record.timestamp());
    Pseudonym pseudonym = Pseudonym.of(record.key());
    Optional<Person> person = crowd.find(pseudonym);
    if (person.isEmpty()) {
      tally.wentWrong("An output is for a user who does not exist.");
      return;
    }
    try {
      if (record.topic().equals(TopicCatalog.RECOMMENDATIONS.name())) {
        arrived(person.get(), lists.decode(record.value()), record.value());
      } else {
        arrived(person.get(), settings.decode(record.value()), record.value());
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
    taken.sort(
        Comparator.comparing((Delivery delivery) -> delivery.person().pseudonym())
            .thenComparingInt(Delivery::kind));
    return taken;
  }

  private void arrived(Person person, RecommendationList list, byte[] value) {
    tally.lists.increment();
    tally.items.add(list.getItems().size());
    tally.answeredBy(list.getRelease());
    List<String> problems = check.problems(list, person.consent());
    tally.invalid.add(problems.size());
    problems.forEach(problem -> tally.wentWrong("An item should not be offered: " + problem + "."));
    log.ifPresent(kept -> kept.add(person.pseudonym(), LISTS, list.getDecidedAt(), value));
    keep(new Delivery(person, LISTS, list, null));
  }

  private void arrived(Person person, NotificationSettings now, byte[] value) {
    tally.settings.increment();
    tally.answeredBy(now.getRelease());
    log.ifPresent(kept -> kept.add(person.pseudonym(), SETTINGS, now.getDecidedAt(), value));
    keep(new Delivery(person, SETTINGS, null, now));
  }

  private synchronized void keep(Delivery delivery) {
    waiting.add(delivery);
  }
}
