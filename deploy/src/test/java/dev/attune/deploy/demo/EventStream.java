package dev.attune.deploy.demo;

import dev.attune.deploy.provision.CatalogPublisher;
import dev.attune.deploy.provision.Cluster;
import dev.attune.device.record.RecorderProducer;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A seeded stream of events, some of them twice and some of them broken, that flows until it is
 * stopped; its phones don't answer.
 */
final class EventStream {
  private static final long SEED = 11;
  private static final int USERS = 60;
  private static final int BROKEN_OF = 200;

  private final Producer<byte[], byte[]> producer;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Thread thread;
  private final Tally tally = new Tally();

  /** Publishes catalog and consents, and starts. */
  EventStream(Cluster cluster, int rate) {
    this.producer = RecorderProducer.open(cluster.addresses().bootstrapServers(), Map.of());
    Simulation world = new Simulation(SimulationConfig.of(SEED, USERS, DemoSettings.START));
    CatalogPublisher.publish(world.catalog(), cluster, producer);
    PhoneMaker maker =
        new PhoneMaker(
            Pseudonymizer.withKey(new byte[Pseudonymizer.KEY_BYTES]),
            new RecordEncoder<>(cluster.registry(), UsageEvent.class, TopicCatalog.USAGE_EVENTS),
            producer);
    Crowd crowd = new Crowd(world, maker);
    ConsentSender consents = new ConsentSender(cluster.registry(), producer);
    crowd
        .people()
        .forEach(
            person ->
                consents.send(
                    person.pseudonym(), person.consent(), DemoSettings.START.getEpochSecond()));
    producer.flush();
    Phones phones =
        new Phones(
            crowd,
            maker,
            new Deliveries(
                cluster.registry(),
                user -> Optional.empty(),
                new OfferCheck(List.of()),
                tally,
                Optional.empty()),
            tally,
            new Story(id -> id));
    this.thread = new Thread(() -> flow(phones, crowd, rate), "event-stream");
    thread.start();
  }

  /** Stops the stream; returns when the broker has all of it. */
  void stop() throws InterruptedException {
    stopped.set(true);
    thread.join();
    producer.close();
    if (tally.problem() != null) {
      throw new AssertionError(tally.problem());
    }
  }

  private void flow(Phones phones, Crowd crowd, int rate) {
    List<Person> people = new ArrayList<>(crowd.people());
    long[] sent = {0};
    new Turns(
            phones,
            () -> {
              if (++sent[0] % BROKEN_OF == 0) {
                byte[] key = people.get((int) (sent[0] % people.size())).pseudonym().bytes();
                producer.send(
                    new ProducerRecord<>(
                        TopicCatalog.USAGE_EVENTS.name(), key, new byte[] {0, 0, 0}));
              }
              return stopped.get();
            })
        .live(Long.MAX_VALUE, rate);
  }
}
