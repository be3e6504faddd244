package dev.attune.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.schemas.wire.SchemaRegistration;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerJobTest {

  private static final String REGISTRY_URL = "mock://peer";
  private static final long START = 1_767_600_000;
  private static final int USERS = 7;
  private static final int EVENTS = 900;

  @TempDir private Path folder;

  private static List<UsageEvent> events() {
    Context context =
        new Context(8, 0, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    Random random = new Random(5);
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      Object payload =
          random.nextInt(4) == 0
              ? new DeviceUnlocked()
              : new AppOpened("app:a" + random.nextInt(20));
      events.add(
          new UsageEvent(
              new DevicePseudonym(new byte[8]), i + 1L, START + 60L * i, context, payload));
    }
    return events;
  }

  /** One event at a time, without Flink. */
  private static Map<Long, List<String>> expected(List<UsageEvent> events) {
    Map<Long, UserState> states = new HashMap<>();
    Map<Long, List<String>> lists = new HashMap<>();
    try (Personalizer personalizer = new Personalizer()) {
      for (int i = 0; i < events.size(); i++) {
        long user = i % USERS;
        UserState before =
            states.computeIfAbsent(user, one -> new UserState(personalizer.stateSize()));
        UserState state = UserState.of(before.bytes(UserState.buffer()), personalizer.stateSize());
        states.put(user, state);
        personalizer.run(
            List.of(new Step(user, 0, state, events.get(i))),
            (step, hashes) ->
                lists
                    .computeIfAbsent(user, one -> new ArrayList<>())
                    .add(text(step.event.getOccurredAt(), hashes)));
      }
    }
    return lists;
  }

  private static String text(long at, int... hashes) {
    StringBuilder text = new StringBuilder(Long.toString(at));
    for (int hash : hashes) {
      text.append(' ').append(hash);
    }
    return text.toString();
  }

  @Test
  void shouldMakeTheListsThatTheSameCodeMakesOneByOne() throws Exception {
    // Given
    SchemaRegistryClient registry = RegistryClients.create(REGISTRY_URL);
    SchemaRegistration.registerAll(registry);
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    List<UsageEvent> events = events();
    List<Tuple3<Long, Long, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      records.add(Tuple3.of((long) (i % USERS), 0L, encoder.encode(events.get(i))));
    }

    // When
    StreamExecutionEnvironment environment = PeerJob.environment(1, folder);
    Map<Long, List<String>> lists = new HashMap<>();
    for (Tuple2<byte[], byte[]> list :
        PeerJob.lists(environment.fromData(records, RawEvents.TYPE), REGISTRY_URL)
            .executeAndCollect(EVENTS)) {
      ByteBuffer value = ByteBuffer.wrap(list.f1);
      long at = value.getLong();
      int[] hashes = new int[Personalizer.TOP];
      value.asIntBuffer().get(hashes);
      lists
          .computeIfAbsent(ByteBuffer.wrap(list.f0).getLong(), one -> new ArrayList<>())
          .add(text(at, hashes));
    }

    // Then
    assertThat(lists).hasSize(USERS).isEqualTo(expected(events));
    assertThat(PersonalizeOperator.PROCESSED.sum()).isEqualTo(EVENTS);
  }
}
