package dev.attune.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.UsageEvent;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.HexFormat;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class RecordEncoderTest {
  private final SchemaRegistryClient client = RegistryClients.create("mock://encoder");
  private final RecordEncoder<UsageEvent> encoder =
      new RecordEncoder<>(client, UsageEvent.class, TopicCatalog.USAGE_EVENTS);

  /**
   * If this changes, phones in the field and brokers with a week of events no longer understand
   * each other.
   */
  @Test
  void shouldWriteThePinnedBytes() {
    assertThat(HexFormat.of().formatHex(encoder.body(Samples.usageEvents().get(0))))
        .isEqualTo(
            "ff02030405060708" // device
                + "54" // sequence 42
                + "80ee89ab0d" // occurred at 1,790,000,000
                + "1a78" // 13 o'clock, UTC+60
                + "04" // WIFI
                + "08" // HIGH
                + "00" // not charging
                + "02" // HOME
                + "00" // AppOpened
                + "10"
                + "6170703a6d617073"); // app:maps
  }

  @Test
  void shouldLookUpTheSchemaOfItsSubject() throws Exception {
    int id = SchemaRegistration.registerAll(client).get("device.usage-events-value");

    byte[] value = encoder.encode(Samples.usageEvents().get(0));

    assertThat(value).startsWith(0, 0, 0, 0, id);
    assertThat(client.getAllVersions("device.usage-events-value")).hasSize(1);
  }

  @Test
  void shouldRegisterWhatNobodyRegistered() throws Exception {
    SchemaRegistryClient empty = RegistryClients.create("mock://encoder-empty");

    byte[] value =
        new RecordEncoder<>(empty, UsageEvent.class, "somewhere")
            .encode(Samples.usageEvents().get(0));

    assertThat(empty.getAllSubjects()).containsExactly("somewhere-value");
    assertThat(value).startsWith(0, 0, 0, 0, 1);
  }

  @Test
  void shouldRecoverFromARecordThatLacksAField() throws DecodingException {
    UsageEvent lacking = UsageEvent.newBuilder(Samples.usageEvents().get(0)).build();
    lacking.setContext(null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> encoder.encode(lacking))
        .withMessageContaining("UsageEvent");

    UsageEvent whole = Samples.usageEvents().get(0);
    assertThat(new RecordDecoder<>(client, UsageEvent.class).decode(encoder.encode(whole)))
        .isEqualTo(whole);
  }

  @Test
  void shouldRefuseAPayloadOfTheWrongType() {
    UsageEvent wrong = UsageEvent.newBuilder(Samples.usageEvents().get(0)).build();
    wrong.setPayload(new DecisionId(new byte[16]));

    assertThatIllegalArgumentException().isThrownBy(() -> encoder.body(wrong));
  }

  @Test
  void shouldRefuseATopicOfOtherRecords() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordEncoder<>(client, CatalogItem.class, TopicCatalog.USAGE_EVENTS))
        .withMessageContaining("UsageEvent");
  }

  @Test
  void shouldNeedTheRegistryForTheHeaderOnly() {
    FakeRegistry registry = new FakeRegistry();
    registry.close();
    RecordEncoder<UsageEvent> offline =
        new RecordEncoder<>(
            RegistryClients.create(registry.url()), UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    UsageEvent event = Samples.usageEvents().get(0);

    assertThatThrownBy(() -> offline.encode(event))
        .isInstanceOf(RegistryUnavailableException.class);
    assertThat(offline.body(event)).isEqualTo(encoder.body(event));
  }

  /** What Avro refuses since 1.12.1 unless someone vouches for the classes. */
  @Test
  void shouldLetAvroMakeOurRecordsAndNoOthers() {
    AvroLimits.apply();

    Context context = Context.newBuilder().setLocalHour(1).setUtcOffsetMinutes(0).build();
    assertThat(context.getNetwork()).isEqualTo(NetworkType.UNKNOWN);
    assertThat(ClassSecurityValidator.getGlobal().isTrusted(AppOpened.class)).isTrue();
    assertThat(ClassSecurityValidator.getGlobal().isTrusted(ProcessBuilder.class)).isFalse();
    assertThat(System.getProperty("org.apache.avro.limits.string.maxLength")).isEqualTo("4096");
    assertThat(System.getProperty("org.apache.avro.limits.bytes.maxLength")).isEqualTo("65536");
    assertThat(System.getProperty("org.apache.avro.limits.collectionItems.maxLength"))
        .isEqualTo("10000");
  }
}
