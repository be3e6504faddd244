package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.topics.PublishedSchema;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException.Reason;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {
  private static final int MAX_BYTES = 1000;
  private static final UsageEvent EVENT = Samples.usageEvents().get(0);
  private static final byte[] BODY =
      new RecordEncoder<>(RegistryClients.create("mock://bodies"), UsageEvent.class, "any")
          .body(EVENT);

  private final FakeRegistry registry = new FakeRegistry();
  private final AtomicLong nanoTime =
      new AtomicLong(Long.MAX_VALUE - 1); // it may overflow, as the real one may
  private final SchemaRegistryClient client = RegistryClients.create(registry.url());
  private final RecordDecoder<UsageEvent> decoder =
      new RecordDecoder<>(client, UsageEvent.class, MAX_BYTES, nanoTime::get);

  @AfterEach
  void close() throws IOException {
    client.close();
    registry.close();
  }

  @Test
  void shouldAskForASchemaOnce() throws DecodingException {
    registry.put(7, PublishedSchema.of(UsageEvent.class));

    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(value(7, BODY))).isEqualTo(EVENT);
    }

    assertThat(registry.requests()).isEqualTo(1);
  }

  @Test
  void shouldReadVersionsInTurn() throws DecodingException {
    registry.put(7, PublishedSchema.of(UsageEvent.class));
    registry.put(8, evolved());
    byte[] longer = Arrays.copyOf(BODY, BODY.length + 3);
    longer[BODY.length] = 4; // a string of two bytes at the end
    longer[BODY.length + 1] = 'h';
    longer[BODY.length + 2] = 'i';

    for (int i = 0; i < 3; i++) {
      assertThat(decoder.decode(value(7, BODY))).isEqualTo(EVENT);
      assertThat(decoder.decode(value(8, longer))).isEqualTo(EVENT);
    }

    assertThat(registry.requests()).isEqualTo(2);
  }

  @Test
  void shouldNameTheReasonForEveryKindOfUnreadableBytes() {
    registry.put(7, PublishedSchema.of(UsageEvent.class));

    assertThat(reason(null)).isEqualTo(Reason.EMPTY);
    assertThat(reason(new byte[0])).isEqualTo(Reason.EMPTY);
    assertThat(reason(new byte[MAX_BYTES + 1])).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(new byte[] {0, 0, 0, 7})).isEqualTo(Reason.NOT_WIRE_FORMAT);
    assertThat(reason("{\"json\": true}".getBytes())).isEqualTo(Reason.NOT_WIRE_FORMAT);
    assertThat(registry.requests()).isZero();
    assertThat(reason(value(8, BODY))).isEqualTo(Reason.UNKNOWN_SCHEMA);
    assertThat(reason(value(7, new byte[0]))).isEqualTo(Reason.MALFORMED);
    assertThat(reason(value(7, Arrays.copyOf(BODY, BODY.length - 1)))).isEqualTo(Reason.MALFORMED);
    assertThat(reason(value(7, Arrays.copyOf(BODY, BODY.length + 1)))).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void shouldNotAskAgainForAnUnknownIdForAWhile() throws DecodingException {
    assertThat(reason(value(8, BODY))).isEqualTo(Reason.UNKNOWN_SCHEMA);
    registry.put(8, PublishedSchema.of(UsageEvent.class));

    nanoTime.addAndGet(WriterSchemas.UNKNOWN_FOR.toNanos() - 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(reason(value(8, BODY))).isEqualTo(Reason.UNKNOWN_SCHEMA);
    }
    assertThat(registry.requests()).isEqualTo(1);

    nanoTime.incrementAndGet();
    assertThat(decoder.decode(value(8, BODY))).isEqualTo(EVENT);
  }

  @Test
  void shouldForgetTheOldestOfTooManyUnknownIds() {
    reason(value(1, BODY));
    for (int id = 2; id <= WriterSchemas.MOST_UNKNOWN + 1; id++) {
      reason(value(id, BODY));
    }
    int before = registry.requests();

    reason(value(WriterSchemas.MOST_UNKNOWN + 1, BODY));
    reason(value(2, BODY));
    assertThat(registry.requests()).isEqualTo(before);

    reason(value(1, BODY));
    assertThat(registry.requests()).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void shouldNotAskForIdsThatNoRegistryGives(int id) {
    assertThat(reason(value(id, BODY))).isEqualTo(Reason.UNKNOWN_SCHEMA);

    assertThat(registry.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | {"error_code": 50001, "message": "backend store"}
          503 | down
          401 | {"error_code": 401, "message": "who are you"}
          404 | <html>no registry here</html>
          404 | {"error_code": 404, "message": "HTTP 404 Not Found"}
          200 | not json
          """)
  void shouldWaitForARegistryThatFails(int status, String body) throws DecodingException {
    registry.put(7, PublishedSchema.of(UsageEvent.class));
    registry.fail(status, body);
    assertThatThrownBy(() -> decoder.decode(value(7, BODY)))
        .isInstanceOf(RegistryUnavailableException.class);

    registry.work();

    assertThat(decoder.decode(value(7, BODY))).isEqualTo(EVENT);
  }

  @Test
  void shouldWaitForARegistryThatIsDownButReadWhatItKnows() throws DecodingException {
    registry.put(7, PublishedSchema.of(UsageEvent.class));
    decoder.decode(value(7, BODY));

    registry.close();

    assertThatThrownBy(() -> decoder.decode(value(8, BODY)))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(decoder.decode(value(7, BODY))).isEqualTo(EVENT);
  }

  @Test
  void shouldRefuseSchemasOfSomethingElse() {
    registry.put(1, PublishedSchema.of(ConsentRecord.class));
    registry.put(2, Schema.create(Schema.Type.STRING));
    registry.put(3, "JSON", "{\"type\": \"object\"}");
    registry.put(4, "AVRO", "{\"type\": \"recor\"}");
    registry.put(5, withSequenceAs("string"));
    registry.put(
        6,
        new Schema.Parser()
            .parse(PublishedSchema.of(UsageEvent.class).toString().replace("attune", "other")));
    registry.put(7, recursive());

    for (int round = 0; round < 2; round++) {
      for (int id = 1; id <= 7; id++) {
        assertThat(reason(value(id, BODY))).as("id " + id).isEqualTo(Reason.INCOMPATIBLE_SCHEMA);
      }
    }

    assertThat(registry.requests()).isEqualTo(7);
  }

  /** Avro's messages quote values, and messages end up in logs. */
  @Test
  void shouldNotQuoteTheBytes() {
    registry.put(7, PublishedSchema.of(UsageEvent.class));
    byte[] body = BODY.clone();
    body[body.length - "app:maps".length() - 2] = 99; // the union's branch

    DecodingException e =
        catchThrowableOfType(DecodingException.class, () -> decoder.decode(value(7, body)));

    assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(e).hasMessageNotContaining("maps").hasMessageNotContaining("50").hasNoCause();
    assertThat(e.getStackTrace()).isEmpty();
  }

  @Test
  void shouldKeepUnknownIdsForSeconds() {
    assertThat(WriterSchemas.UNKNOWN_FOR).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
  }

  private Reason reason(byte[] value) {
    DecodingException e =
        catchThrowableOfType(DecodingException.class, () -> decoder.decode(value));
    assertThat(e).isNotNull();
    return e.reason();
  }

  private static byte[] value(int id, byte[] body) {
    return ByteBuffer.allocate(5 + body.length).put((byte) 0).putInt(id).put(body).array();
  }

  /** A newer version: with a field at the end that this code doesn't know. */
  private static Schema evolved() {
    String json = PublishedSchema.of(UsageEvent.class).toString();
    String marker = "],\"purpose\":\"personalization\",\"retentionDays\":7}";
    assertThat(json).endsWith(marker);
    return new Schema.Parser()
        .parse(
            json.substring(0, json.length() - marker.length())
                + ",{\"name\":\"extra\",\"type\":\"string\",\"default\":\"\"}"
                + marker);
  }

  private static Schema withSequenceAs(String type) {
    String json = PublishedSchema.of(UsageEvent.class).toString();
    String before = "{\"name\":\"sequence\",\"type\":\"long\"";
    assertThat(json).contains(before);
    return new Schema.Parser()
        .parse(json.replace(before, "{\"name\":\"sequence\",\"type\":\"" + type + "\""));
  }

  private static Schema recursive() {
    String json = evolved().toString();
    return new Schema.Parser()
        .parse(
            json.replace(
                "{\"name\":\"extra\",\"type\":\"string\",\"default\":\"\"}",
                "{\"name\":\"extra\",\"type\":[\"null\",\"UsageEvent\"],\"default\":null}"));
  }
}
