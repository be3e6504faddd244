package dev.attune.bench.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadKindTest {

  @ParameterizedTest
  @CsvSource({
    "bench-attune-0-, OTHER",
    "bench-a..read-1, OTHER",
    "kafka-producer-, PRODUCER",
    "kafka-p..oducer, PRODUCER",
    "kafka-coordinat, HEARTBEAT",
    "kafka-admin-cli, OTHER",
    "GC Thread#1, GARBAGE",
    "C2 CompilerThre, COMPILER",
    "rocksdb:low, ROCKSDB",
    "Thread-1, OTHER"
  })
  void shouldKnowAThreadByItsShortName(String name, ThreadKind kind) {
    assertThat(ThreadKind.of(name)).isEqualTo(kind);
  }
}
