package dev.attune.topology.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RegistryUnavailableException;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {

  private static final byte[] UNKNOWN_ID = {0, 0, 0, 0, 77, 1};

  /** A registry that answers after a number of attempts. */
  private static final class Unreachable extends MockSchemaRegistryClient {
    private int attemptsUntilUp;

    Unreachable(int attemptsUntilUp) {
      this.attemptsUntilUp = attemptsUntilUp;
    }

    @Override
    public ParsedSchema getSchemaById(int id) throws IOException {
      if (attemptsUntilUp-- > 0) {
        throw new IOException("connection refused");
      }
      return new AvroSchema("\"string\"");
    }
  }

  private final List<Duration> pauses = new ArrayList<>();
  private final RegistryPatience patience =
      new RegistryPatience(Duration.ofSeconds(3), pauses::add);

  private Throwable decode(Unreachable registry) {
    PatientDecoder<UsageEvent> decoder =
        new PatientDecoder<>(new RecordDecoder<>(registry, UsageEvent.class), patience);
    return catchThrowable(() -> decoder.decode(UNKNOWN_ID));
  }

  @Test
  void shouldWaitLongerAndLongerUntilTheRegistryAnswers() {
    // When
    Throwable outcome = decode(new Unreachable(4));

    // Then
    assertThat(outcome).isInstanceOf(DecodingException.class);
    assertThat(pauses)
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(400),
            Duration.ofMillis(800));
  }

  @Test
  void shouldGiveUpWhenItsPatienceIsSpent() {
    // When
    Throwable outcome = decode(new Unreachable(Integer.MAX_VALUE));

    // Then
    assertThat(outcome).isInstanceOf(RegistryUnavailableException.class);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void shouldNotWaitMoreForTheNextRecordThanIsLeft() {
    // Given
    decode(new Unreachable(Integer.MAX_VALUE));
    pauses.clear();

    // When
    Throwable outcome = decode(new Unreachable(1));

    // Then
    assertThat(outcome).isInstanceOf(RegistryUnavailableException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void shouldStartAfreshAfterACommit() {
    // Given
    decode(new Unreachable(Integer.MAX_VALUE));
    pauses.clear();

    // When
    patience.renew();
    decode(new Unreachable(1));

    // Then
    assertThat(pauses).containsExactly(Duration.ofMillis(100));
  }
}
