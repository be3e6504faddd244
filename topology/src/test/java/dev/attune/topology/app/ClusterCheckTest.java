package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.topics.TopicSpec;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterCheckTest {

  private static final List<TopicSpec> NEEDED = ClusterCheck.needed(true, true);

  private static Map<String, Integer> allWith(int partitions) {
    Map<String, Integer> topics = new TreeMap<>();
    for (TopicSpec topic : NEEDED) {
      topics.put(topic.name(), topic.personal() ? partitions : 1);
    }
    return topics;
  }

  @Test
  void shouldAcceptAClusterWithAllTopics() {
    assertThatCode(() -> ClusterCheck.check(NEEDED, allWith(8))).doesNotThrowAnyException();
  }

  @Test
  void shouldNameAllMissingTopics() {
    // Given
    Map<String, Integer> topics = allWith(8);
    topics.remove("privacy.consents");
    topics.remove("attune.dead-letters");

    // Then
    assertThatThrownBy(() -> ClusterCheck.check(NEEDED, topics))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("privacy.consents, attune.dead-letters do not exist");
  }

  @Test
  void shouldRefuseInputsThatArePartitionedDifferently() {
    // Given
    Map<String, Integer> topics = allWith(8);
    topics.put("privacy.consents", 4);

    // Then
    assertThatThrownBy(() -> ClusterCheck.check(NEEDED, topics))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("device.usage-events has 8")
        .hasMessageContaining("privacy.consents has 4");
  }

  @Test
  void shouldSayWhichBrokersDoNotAnswer() throws IOException {
    // Given a port that nothing listens on
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "localhost:" + port);
    long start = System.nanoTime();

    // Then
    assertThatThrownBy(() -> ClusterCheck.run(settings, NEEDED, Duration.ofSeconds(1)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("localhost:" + port)
        .hasMessageContaining("within 1s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void shouldSayWhichAddressIsNone() {
    // Given
    Properties settings = new Properties();
    settings.put("bootstrap.servers", "no-such-host.invalid:9092");

    // Then
    assertThatThrownBy(() -> ClusterCheck.run(settings, NEEDED, Duration.ofSeconds(1)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no-such-host.invalid:9092");
  }
}
