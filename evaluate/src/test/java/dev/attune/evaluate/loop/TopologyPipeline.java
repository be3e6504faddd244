package dev.attune.evaluate.loop;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.topics.TopicSpec;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.testkit.AttuneTestKit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;

/** The production topology under the test driver, which commits after each record. */
final class TopologyPipeline implements Pipeline {

  private final AttuneTestKit kit;
  private final TestOutputTopic<byte[], byte[]> lists;
  private final TestOutputTopic<byte[], byte[]> settings;

  TopologyPipeline(List<CatalogItem> items, Map<String, String> configuration) {
    kit = AttuneTestKit.create(configuration);
    kit.catalog(items);
    lists = output(TopicCatalog.RECOMMENDATIONS);
    settings = output(TopicCatalog.NOTIFICATION_SETTINGS);
  }

  private TestOutputTopic<byte[], byte[]> output(TopicSpec topic) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    return kit.driver().createOutputTopic(topic.name(), bytes, bytes);
  }

  @Override
  public void consent(Pseudonym user, ConsentRecord record) {
    kit.sendBytes(
        TopicCatalog.CONSENTS,
        user.bytes(),
        kit.encode(TopicCatalog.CONSENTS, record),
        Instant.ofEpochSecond(record.getRecordedAt()));
  }

  @Override
  public void process(List<Sent> batch, Answers answers) {
    for (Sent sent : batch) {
      UsageEvent event = sent.event();
      kit.sendBytes(
          TopicCatalog.USAGE_EVENTS,
          sent.user().bytes(),
          kit.encode(TopicCatalog.USAGE_EVENTS, event),
          Instant.ofEpochSecond(event.getOccurredAt()));
      deliver(lists, RecommendationList.class, answers::recommendations);
      deliver(settings, NotificationSettings.class, answers::notificationSettings);
    }
  }

  private <T extends SpecificRecord> void deliver(
      TestOutputTopic<byte[], byte[]> topic, Class<T> type, BiConsumer<Pseudonym, T> to) {
    for (TestRecord<byte[], byte[]> record : topic.readRecordsToList()) {
      to.accept(Pseudonym.of(record.key()), kit.decode(record.value(), type));
    }
  }

  @Override
  public void close() {
    kit.close();
  }
}
