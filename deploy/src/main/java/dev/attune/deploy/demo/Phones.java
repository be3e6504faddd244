package dev.attune.deploy.demo;

import dev.attune.deploy.demo.Person.Phone;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * The phones of a crowd: they send what happens, one event after the other in simulated time, and
 * take what comes back. Used by one thread.
 */
final class Phones {
  /** Of so many events, one is sent again, as by a phone that missed an answer. */
  private static final int RETRIED_OF = 100;

  private final Crowd crowd;
  private final PhoneMaker maker;
  private final Deliveries deliveries;
  private final Tally tally;
  private final Story story;
  private final Sends sends;

  Phones(Crowd crowd, PhoneMaker maker, Deliveries deliveries, Tally tally, Story story) {
    this.crowd = crowd;
    this.maker = maker;
    this.deliveries = deliveries;
    this.tally = tally;
    this.story = story;
    this.sends = new Sends(tally);
  }

  /** When the next event happens, in simulated seconds. */
  long nextAt() {
    return crowd.nextAt();
  }

  /**
   * Sends the next event, and now and then sends it twice.
   *
   * @param most how many records may be sent, at least 1
   * @return how many were sent: 1 or 2
   */
  int sendNext(long most) {
    Person person = crowd.takeNext();
    SimulatedEvent event = person.user().next();
    crowd.putBack(person);
    tally.simulatedSeconds.set(event.occurredAt());
    tally.happened(event.payload());
    story.happened(event);
    Phone phone = person.phones().get(event.device());
    sends.add(phone.recorder().record(event.occurredAt(), event.context(), event.payload()));
    if (most == 1 || !retried(event)) {
      return 1;
    }
    sends.add(sendAgain(person, event.toUsageEvent(phone.pseudonym())));
    return 2;
  }

  /** Hands over what came back since the last time. */
  void takeDeliveries() {
    deliveries
        .take()
        .forEach(
            delivery ->
                crowd.find(delivery.user()).ifPresent(person -> delivery.handOver(person, story)));
  }

  /** Waits until the broker has everything that was sent. */
  void flush() {
    maker.producer().flush();
    sends.settle();
  }

  /** The same number on the same phone: as a phone does that missed the broker's answer. */
  private Future<RecordMetadata> sendAgain(Person person, UsageEvent event) {
    return maker
        .producer()
        .send(
            new ProducerRecord<>(
                TopicCatalog.USAGE_EVENTS.name(),
                person.pseudonym().bytes(),
                maker.encoder().encode(event)));
  }

  /** Decided by the event alone, so that equal runs retry the same. */
  private static boolean retried(SimulatedEvent event) {
    long mixed = (event.user() * 31L + event.device()) * 1_000_003L + event.sequence();
    return Math.floorMod(mixed * 0x9E3779B97F4A7C15L >>> 32, RETRIED_OF) == 0;
  }
}
