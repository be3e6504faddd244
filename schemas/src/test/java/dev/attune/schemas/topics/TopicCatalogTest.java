package dev.attune.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.schemas.usage.UsageEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopicCatalogTest {
  static Stream<TopicSpec> topics() {
    return TopicCatalog.all().stream();
  }

  /** The order decides the schema ids that an empty registry gives. */
  @Test
  void shouldKeepNamesAndOrder() {
    assertThat(topics().map(TopicSpec::name))
        .containsExactly(
            "device.usage-events",
            "privacy.consents",
            "catalog.items",
            "models.releases",
            "personalization.recommendations",
            "personalization.notification-settings",
            "audit.decisions",
            "attune.dead-letters",
            "privacy.partials",
            "privacy.ledger",
            "analytics.synthetic-sessions");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldFindATopicByEitherName(TopicSpec topic) {
    assertThat(TopicCatalog.byName(topic.name())).contains(topic);
    assertThat(TopicCatalog.byName(topic.shortName())).contains(topic);
    assertThat(topic.subject()).isEqualTo(topic.name() + "-value");
  }

  @Test
  void shouldFindNothingByAnotherName() {
    assertThat(TopicCatalog.byName("usage")).isEmpty();
  }

  @Test
  void shouldNotConfuseNames() {
    assertThat(topics().flatMap(topic -> Stream.of(topic.name(), topic.shortName())))
        .doesNotHaveDuplicates();
  }

  /** Otherwise events and consents of one user would meet in different tasks. */
  @Test
  void shouldPartitionPersonalTopicsAlike() {
    assertThat(topics().filter(TopicSpec::personal).map(TopicSpec::defaultPartitions).distinct())
        .hasSize(1);
    assertThat(topics().filter(TopicSpec::personal))
        .allMatch(topic -> topic.keyDescription().contains("pseudonym"));
  }

  /**
   * The reference's baseline: a value that was replaced is gone after 30 hours, its tombstone after
   * 72 more.
   */
  @Test
  void shouldForgetReplacedValuesSoon() {
    assertThat(TopicCatalog.CONSENTS.config())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"),
                Map.entry(TopicConfig.SEGMENT_MS_CONFIG, "21600000"),
                Map.entry(TopicConfig.SEGMENT_BYTES_CONFIG, "67108864"),
                Map.entry(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "86400000"),
                Map.entry(TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, "0"),
                Map.entry(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.1"),
                Map.entry(TopicConfig.DELETE_RETENTION_MS_CONFIG, "259200000"),
                Map.entry(TopicConfig.RETENTION_MS_CONFIG, "-1"),
                Map.entry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "65536"),
                Map.entry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime")));
  }

  @Test
  void shouldKeepEventsForAWeek() {
    assertThat(TopicCatalog.USAGE_EVENTS.config())
        .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "delete")
        .containsEntry(
            TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(7).toMillis()))
        .doesNotContainKey(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG);
    assertThat(TopicCatalog.RECOMMENDATIONS.config())
        .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, "compact,delete")
        .containsEntry(
            TopicConfig.RETENTION_MS_CONFIG, Long.toString(Duration.ofDays(30).toMillis()))
        .containsKey(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void shouldLimitSizes(TopicSpec topic) {
    assertThat(topic.maxMessageBytes()).isBetween(64 * 1024, 256 * 1024);
  }

  @Test
  void shouldRefuseSpecsThatContradictThemselves() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(CleanupPolicy.DELETE, TopicSpec.WHILE_LAST, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(CleanupPolicy.COMPACT, Duration.ofDays(1), 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(CleanupPolicy.COMPACT, TopicSpec.WHILE_LAST, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(CleanupPolicy.COMPACT, TopicSpec.WHILE_LAST, 1, 0));
    assertThat(spec(CleanupPolicy.COMPACT, TopicSpec.WHILE_LAST, 1, 1)).isNotNull();
  }

  @Test
  void shouldPublishSchemasWithoutHintsForJava() {
    assertThat(UsageEvent.getClassSchema().toString()).contains("avro.java.string");
    assertThat(topics().map(topic -> topic.schema().toString()))
        .noneMatch(schema -> schema.contains("avro.java"));
    assertThat(TopicCatalog.USAGE_EVENTS.schema().getDoc())
        .isEqualTo(UsageEvent.getClassSchema().getDoc());
  }

  @Test
  void shouldBeDescribedInTheReadme() throws IOException {
    String table = table();

    assertThat(Files.readString(Path.of("README.md")))
        .as("README.md needs this table:\n" + table)
        .contains(table);
  }

  private static String table() {
    return topics()
        .map(
            topic ->
                Stream.of(
                        "`" + topic.name() + "`",
                        "`" + topic.shortName() + "`",
                        topic.keyDescription(),
                        "`" + topic.type().getSimpleName() + "`",
                        topic.cleanup().value(),
                        topic.cleanup().deletes()
                            ? topic.retention().toDays() + " days"
                            : "while last of its key",
                        Integer.toString(topic.defaultPartitions()),
                        topic.maxMessageBytes() / 1024 + " KiB")
                    .collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(
            Collectors.joining(
                "",
                "| topic | on the command line | key | value | cleanup | kept | partitions | batch at most |\n"
                    + "| --- | --- | --- | --- | --- | --- | --- | --- |\n",
                ""));
  }

  private static TopicSpec spec(
      CleanupPolicy cleanup, Duration retention, int partitions, int bytes) {
    return new TopicSpec(
        "t", "t", "k", UsageEvent.class, cleanup, retention, partitions, false, bytes);
  }
}
