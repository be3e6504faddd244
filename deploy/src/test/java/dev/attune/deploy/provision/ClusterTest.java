package dev.attune.deploy.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class ClusterTest {

  private static final TopicPartition PARTITION = new TopicPartition("new", 0);
  private static final Map<TopicPartition, OffsetSpec> ENDS =
      Map.of(PARTITION, OffsetSpec.latest());

  private final Deque<KafkaFutureImpl<ListOffsetsResultInfo>> answers = new ArrayDeque<>();

  /** Gives these answers, one a request. */
  private Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) ->
                new ListOffsetsResult(Map.of(PARTITION, answers.removeFirst())));
  }

  private static KafkaFutureImpl<ListOffsetsResultInfo> failed(Exception why) {
    KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
    answer.completeExceptionally(why);
    return answer;
  }

  private static KafkaFutureImpl<ListOffsetsResultInfo> offset() {
    KafkaFutureImpl<ListOffsetsResultInfo> answer = new KafkaFutureImpl<>();
    answer.complete(new ListOffsetsResultInfo(0, -1, Optional.empty()));
    return answer;
  }

  @Test
  void shouldAskAgainWhileABrokerHasNotHeardOfATopic() {
    answers.addAll(
        List.of(
            failed(new UnknownTopicOrPartitionException()),
            failed(new UnknownTopicOrPartitionException()),
            offset()));

    Cluster.awaitAnswers(admin(), ENDS, Duration.ofMinutes(1));

    assertThat(answers).isEmpty();
  }

  @Test
  void shouldSayAtOnceWhatDoesNotPass() {
    answers.addAll(List.of(failed(new TopicAuthorizationException("not for you")), offset()));

    assertThatThrownBy(() -> Cluster.awaitAnswers(admin(), ENDS, Duration.ofMinutes(1)))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("do not answer")
        .hasMessageContaining("not for you");
    assertThat(answers).hasSize(1);
  }

  @Test
  void shouldNotAskForEver() {
    answers.add(failed(new UnknownTopicOrPartitionException("unheard of")));

    assertThatThrownBy(() -> Cluster.awaitAnswers(admin(), ENDS, Duration.ZERO))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("unheard of");
  }
}
