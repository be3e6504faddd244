package dev.attune.device.record;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.time.InstantSource;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Records what happens on one phone: gives each event the phone's pseudonym and its next number,
 * and sends it under the user's pseudonym. The ids it is made from are used once, here, and kept
 * nowhere.
 *
 * <p>Not thread-safe. Recorders used on one thread may share a producer and an encoder; those on
 * different threads may share the producer only. It owns neither: whoever made them closes them.
 */
public final class DeviceRecorder {
  private final Producer<byte[], byte[]> producer;
  private final RecordEncoder<UsageEvent> encoder;
  private final InstantSource clock;
  private final Pseudonym user;
  private final byte[] key;
  private final DevicePseudonym device;
  private long sequence;

  /**
   * A recorder for a phone that has sent nothing yet.
   *
   * @param producer sends; see {@link RecorderProducer} for settings under which no event is lost,
   *     doubled or overtaken
   * @param encoder encodes for the topic of usage events
   * @param pseudonymizer holds the key of the epoch
   * @param userId the id of the user on the phone
   * @param deviceId the id of the phone
   */
  public DeviceRecorder(
      Producer<byte[], byte[]> producer,
      RecordEncoder<UsageEvent> encoder,
      Pseudonymizer pseudonymizer,
      String userId,
      String deviceId) {
    this(
        producer,
        encoder,
        pseudonymizer.user(userId),
        new DevicePseudonym(pseudonymizer.device(deviceId)),
        0,
        InstantSource.system());
  }

  /**
   * A recorder for a phone that goes on where it stopped.
   *
   * @param lastSequence the number of the last event the phone has sent, 0 for none
   * @param clock the wall clock that record timestamps are read from
   */
  public DeviceRecorder(
      Producer<byte[], byte[]> producer,
      RecordEncoder<UsageEvent> encoder,
      Pseudonym user,
      DevicePseudonym device,
      long lastSequence,
      InstantSource clock) {
    if (lastSequence < 0) {
      throw new IllegalArgumentException(
          "sequences begin at 1, so the last can't be " + lastSequence);
    }
    this.producer = producer;
    this.encoder = encoder;
    this.clock = clock;
    this.user = user;
    this.key = user.bytes();
    this.device = device;
    this.sequence = lastSequence;
  }

  /**
   * Records one event. The record's timestamp is the wall clock's now, so that latency can be
   * measured; when it happened stands in the event.
   *
   * @param occurredAt when it happened, in seconds since 1970-01-01T00:00Z, on the phone's clock
   * @param context the circumstances
   * @param payload one of the variants of {@link UsageEvent}'s payload
   * @return done when the cluster has the event
   * @throws IllegalArgumentException if the payload is no such variant or lacks a field; no number
   *     is used up then
   */
  public Future<RecordMetadata> record(long occurredAt, Context context, Object payload) {
    byte[] value =
        encoder.encode(new UsageEvent(device, sequence + 1, occurredAt, context, payload));
    sequence++;
    return producer.send(
        new ProducerRecord<>(TopicCatalog.USAGE_EVENTS.name(), null, clock.millis(), key, value));
  }

  /** The number of the last event recorded, 0 before the first. */
  public long lastSequence() {
    return sequence;
  }

  /** The user's pseudonym, the key of everything sent and of everything that comes back. */
  public Pseudonym user() {
    return user;
  }
}
