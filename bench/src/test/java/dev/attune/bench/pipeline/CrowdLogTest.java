package dev.attune.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.usage.UsageEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CrowdLogTest {

  private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

  @Test
  void shouldTellOfManyUsersInTheOrderOfTime() {
    int users = 4_500;
    CrowdLog log = new CrowdLog(5, users, 30_000, NOW);
    Set<ByteBuffer> consenting = new HashSet<>();
    log.consents((user, consent, at) -> consenting.add(ByteBuffer.wrap(user)));
    List<Long> times = new ArrayList<>();
    Set<ByteBuffer> acting = new HashSet<>();
    Map<ByteBuffer, Long> sequences = new HashMap<>();

    log.events(
        (user, event) -> {
          times.add(event.getOccurredAt());
          acting.add(ByteBuffer.wrap(user));
          ByteBuffer phone = ByteBuffer.wrap(event.getDevice().bytes());
          assertThat(event.getSequence()).isEqualTo(sequences.merge(phone, 1L, Long::sum));
        });

    assertThat(consenting).hasSize(users);
    assertThat(times).hasSize(30_000).isSorted();
    assertThat(times.get(times.size() - 1)).isLessThan(NOW.getEpochSecond());
    assertThat(acting).hasSizeGreaterThan(users / 2).isSubsetOf(consenting);
  }

  @Test
  void shouldTellTheSameAgain() {
    assertThat(events(5)).isEqualTo(events(5)).isNotEqualTo(events(6));
  }

  private static List<UsageEvent> events(long seed) {
    List<UsageEvent> events = new ArrayList<>();
    new CrowdLog(seed, 10, 500, NOW).events((user, event) -> events.add(event));
    return events;
  }
}
