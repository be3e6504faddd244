package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.UsageEvent;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any bytes give a record or a {@link DecodingException}; anything else fails these tests by
 * itself.
 */
class HostileBytesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final SchemaRegistryClient client = RegistryClients.create("mock://hostile-bytes");
  private final Map<String, Integer> ids = SchemaRegistration.registerAll(client);
  private final List<byte[]> events = encodedEvents();
  private final RecordDecoder<UsageEvent> decoder = new RecordDecoder<>(client, UsageEvent.class);

  @Property(tries = 3000)
  void shouldSurviveAnyBytes(@ForAll @Size(max = 300) byte[] bytes) {
    outcome(decoder, bytes);
  }

  @Property(tries = 3000)
  void shouldSurviveAnyBodyOfAnySchema(
      @ForAll @IntRange(min = 0, max = 7) int topic, @ForAll @Size(max = 300) byte[] body) {
    TopicSpec spec = TopicCatalog.all().get(topic);

    outcome(new RecordDecoder<>(client, spec.type()), value(ids.get(spec.subject()), body));
  }

  @Property(tries = 3000)
  void shouldSurviveChangedBytes(
      @ForAll @IntRange(min = 0, max = 11) int event,
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 5, max = 60) Integer> places,
      @ForAll byte change) {
    byte[] bytes = events.get(event).clone();
    places.forEach(place -> bytes[Math.min(place, bytes.length - 1)] ^= change);

    outcome(decoder, bytes);
  }

  @Test
  void shouldSurviveEveryTruncation() {
    for (byte[] event : events) {
      for (int length = 0; length < event.length; length++) {
        assertThat(outcome(decoder, Arrays.copyOf(event, length))).isFalse();
      }
    }
  }

  /** More of the same than jqwik has time for. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldSurviveManyChanges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int read = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = events.get(random.nextInt(events.size())).clone();
      for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
        bytes[random.nextInt(5, bytes.length)] = (byte) random.nextInt();
      }
      read += outcome(decoder, bytes) ? 1 : 0;
    }
    assertThat(read).isBetween(1, 99_999);
  }

  /**
   * A bound on memory: bytes that claim to be more than they are cost no more than bytes that are
   * what they claim.
   */
  @Test
  void shouldNotAllocateWhatBytesOnlyClaim() {
    byte[] billionPurposes = value(id(TopicCatalog.CONSENTS), ints(2, 0, 1_000_000_000));
    byte[] billionItems =
        value(id(TopicCatalog.RECOMMENDATIONS), concat(new byte[16], ints(1, 1, 0, 1_000_000_000)));
    byte[] billionLetters =
        value(id(TopicCatalog.RECOMMENDATIONS), concat(new byte[16], ints(1, 1, 1_000_000_000)));

    assertThat(allocated(new RecordDecoder<>(client, ConsentRecord.class), billionPurposes))
        .isLessThan(20_000);
    assertThat(allocated(new RecordDecoder<>(client, RecommendationList.class), billionItems))
        .isLessThan(20_000);
    assertThat(allocated(new RecordDecoder<>(client, RecommendationList.class), billionLetters))
        .isLessThan(20_000);
  }

  /**
   * The record, its context, payload, strings and pseudonym; nothing else, and not the same in
   * several forms.
   */
  @Test
  void shouldAllocateLittleMoreThanTheRecord() {
    assertThat(allocated(decoder, events.get(0))).isLessThan(500);
  }

  private int id(TopicSpec topic) {
    return ids.get(topic.subject());
  }

  private List<byte[]> encodedEvents() {
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(client, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    return Samples.usageEvents().stream().map(encoder::encode).toList();
  }

  /** Whether a record came out. */
  private static boolean outcome(RecordDecoder<?> decoder, byte[] bytes) {
    try {
      SpecificRecord record = decoder.decode(bytes);
      assertThat(record).isNotNull();
      return true;
    } catch (DecodingException e) {
      assertThat(e.reason()).isNotNull();
      return false;
    }
  }

  /** Bytes of heap that one call takes once everything is warm. */
  private static long allocated(RecordDecoder<?> decoder, byte[] bytes) {
    int calls = 1000;
    for (int i = 0; i < calls; i++) {
      outcome(decoder, bytes);
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      outcome(decoder, bytes);
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / calls;
  }

  private static byte[] value(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** Avro's encoding of these numbers, one after the other, and some bytes more. */
  private static byte[] ints(int... values) {
    ByteBuffer out = ByteBuffer.allocate(5 * values.length + 10);
    for (int value : values) {
      int rest = value << 1;
      while ((rest & ~0x7f) != 0) {
        out.put((byte) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.put((byte) rest);
    }
    return out.array();
  }
}
