package dev.attune.deploy.demo;

import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The phones of a crowd: they send what happens, one event after the other in simulated time, and
 * take what comes back. Used by one thread.
 */
final class Phones {
  /** Of so many events, one is sent again, as by a phone that missed the answer. */
  private static final int RETRIED_OF = 100;

  private final Crowd crowd;
  private final Deliveries deliveries;
  private final Tally tally;
  private final Story story;
  private final RecordEncoder<UsageEvent> encoder;
  private final Producer<byte[], byte[]> producer;

  Phones(
      Crowd crowd,
      Deliveries deliveries,
      Tally tally,
      Story story,
      RecordEncoder<UsageEvent> encoder,
      Producer<byte[], byte[]> producer) {
    this.crowd = crowd;
    this.deliveries = deliveries;
    this.tally = tally;
    this.story = story;
    this.encoder = encoder;
    this.producer = producer;
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
    byte[] key = person.pseudonym().bytes();
    byte[] value = encoder.encode(event.toUsageEvent(person.devices().get(event.device())));
    send(key, value);
    if (most > 1 && retried(event)) {
      send(key, value);
      return 2;
    }
    return 1;
  }

  /** Hands over what came back since the last time. */
  void takeDeliveries() {
    deliveries.take().forEach(delivery -> delivery.handOver(story));
  }

  /** Waits until the broker has everything that was sent. */
  void flush() {
    producer.flush();
  }

  private void send(byte[] key, byte[] value) {
    producer.send(
        new ProducerRecord<>(TopicCatalog.USAGE_EVENTS.name(), key, value),
        (metadata, error) -> {
          if (error == null) {
            tally.sent.increment();
          } else {
            tally.wentWrong("An event can't be sent: " + error.getMessage() + ".");
          }
        });
  }

  /** Decided by the event alone, so that equal runs retry the same. */
  private static boolean retried(SimulatedEvent event) {
    long mixed = (event.user() * 31L + event.device()) * 1_000_003L + event.sequence();
    return Math.floorMod(mixed * 0x9E3779B97F4A7C15L >>> 32, RETRIED_OF) == 0;
  }
}
