package dev.attune.deploy.erasure;

import dev.attune.deploy.provision.CatalogPublisher;
import dev.attune.deploy.provision.Cluster;
import dev.attune.device.record.RecorderProducer;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.ErasureRequested;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.SettingChanged;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Some simulated people with phones on a cluster, of whom the first asks to be erased, and all that
 * identifies any of them. What their phones send is not compressed. Not thread-safe.
 */
final class TrackedPeople implements AutoCloseable {

  private static final long SEED = 5001;
  private static final int USERS = 12;
  private static final int EVENTS = 150;
  private static final String MARK = "planted-8c1f44e0b7";

  /** In events that are good, and no word of any catalog: may be in their topic only. */
  private static final List<String> IN_EVENTS =
      List.of(MARK + "-app", MARK + "-setting", MARK + "-value");

  /** In records that are not events: may be in their topic only. */
  private static final List<String> IN_BROKEN = List.of(MARK + "-payload", MARK + "-key");

  private final Producer<byte[], byte[]> producer;
  private final RecordEncoder<UsageEvent> events;
  private final RecordEncoder<ConsentRecord> consents;
  private final Pseudonymizer pseudonymizer =
      Pseudonymizer.withKey(new byte[Pseudonymizer.KEY_BYTES]);
  private final List<SimulatedUser> users = new ArrayList<>();
  private long sent;

  /** Publishes the catalog, and what everybody allows. */
  TrackedPeople(Cluster cluster) {
    producer =
        RecorderProducer.open(
            cluster.addresses().bootstrapServers(),
            Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"));
    events = new RecordEncoder<>(cluster.registry(), UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    consents = new RecordEncoder<>(cluster.registry(), ConsentRecord.class, TopicCatalog.CONSENTS);
    Instant start = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(9));
    Simulation world = new Simulation(SimulationConfig.of(SEED, USERS, start).withDenyShare(0));
    CatalogPublisher.publish(world.catalog(), cluster, producer);
    for (int number = 0; number < USERS; number++) {
      SimulatedUser user = world.user(number);
      users.add(user);
      send(
          TopicCatalog.CONSENTS,
          pseudonym(user).bytes(),
          consents.encode(new ConsentRecord(start.getEpochSecond(), user.consent())));
    }
    producer.flush();
  }

  /** Who asks to be erased. */
  Pseudonym erased() {
    return pseudonym(users.get(0));
  }

  /** How many events were sent, broken ones too. */
  long sent() {
    return sent;
  }

  /** What is planted in events: may be on their topic, and nowhere else. */
  List<String> plantedInEvents() {
    List<String> all = new ArrayList<>(IN_EVENTS);
    all.addAll(IN_BROKEN);
    return all;
  }

  /** What phones know and never send. */
  List<String> neverSent() {
    List<String> all = new ArrayList<>();
    for (SimulatedUser user : users) {
      all.add(user.userId());
      for (int device = 0; device < user.devices(); device++) {
        all.add(user.deviceId(device));
      }
    }
    return all;
  }

  /** Everybody uses their phone; one of them, who stays, has what is planted. */
  void live() {
    for (SimulatedUser user : users) {
      for (int i = 0; i < EVENTS; i++) {
        event(user, user.next().toUsageEvent(phone(user)));
      }
    }
    SimulatedUser planted = users.get(1);
    UsageEvent last = planted.next().toUsageEvent(phone(planted));
    event(planted, last);
    event(planted, changed(last, 1, new AppOpened(IN_EVENTS.get(0))));
    event(planted, changed(last, 2, new SettingChanged(IN_EVENTS.get(1), IN_EVENTS.get(2))));
    broken(pseudonym(planted).bytes(), bytes(IN_BROKEN.get(0)));
    broken(bytes(IN_BROKEN.get(1)), bytes(IN_BROKEN.get(0)));
    producer.flush();
  }

  /** The first asks for erasure; an event of theirs comes late. */
  void askForErasure() {
    SimulatedUser user = users.get(0);
    ErasureRequested request = new ErasureRequested(1L);
    send(
        TopicCatalog.CONSENTS,
        pseudonym(user).bytes(),
        consents.encode(new ConsentRecord(Instant.now().getEpochSecond(), request)));
    producer.flush();
    event(user, user.next().toUsageEvent(phone(user)));
    producer.flush();
  }

  /** As the service that keeps consents does when it has seen the receipt. */
  void forgetRequest() {
    send(TopicCatalog.CONSENTS, erased().bytes(), null);
    producer.flush();
  }

  private static UsageEvent changed(UsageEvent event, int later, Object payload) {
    return UsageEvent.newBuilder(event)
        .setSequence(event.getSequence() + later)
        .setPayload(payload)
        .build();
  }

  private void event(SimulatedUser user, UsageEvent event) {
    sent++;
    send(TopicCatalog.USAGE_EVENTS, pseudonym(user).bytes(), events.encode(event));
  }

  private void broken(byte[] key, byte[] value) {
    sent++;
    send(TopicCatalog.USAGE_EVENTS, key, value);
  }

  private void send(TopicSpec topic, byte[] key, byte @Nullable [] value) {
    producer.send(new ProducerRecord<>(topic.name(), key, value));
  }

  private Pseudonym pseudonym(SimulatedUser user) {
    return pseudonymizer.user(user.userId());
  }

  private DevicePseudonym phone(SimulatedUser user) {
    return new DevicePseudonym(pseudonymizer.device(user.deviceId(0)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
