package dev.attune.bench.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.bench.pipeline.SideSample;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersTest {

  @Test
  void shouldGiveEveryUserAPseudonymAndAPhone() {
    Set<ByteBuffer> pseudonyms = new HashSet<>();
    Set<ByteBuffer> phones = new HashSet<>();
    int[] spread = new int[16];
    for (int user = 0; user < 16_000; user++) {
      byte[] pseudonym = Users.pseudonym(user);
      pseudonyms.add(ByteBuffer.wrap(pseudonym));
      phones.add(ByteBuffer.wrap(Users.device(user).bytes()));
      spread[(pseudonym[0] & 0xFF) >> 4]++;
    }

    assertThat(pseudonyms).hasSize(16_000);
    assertThat(phones).hasSize(16_000);
    assertThat(Arrays.stream(spread).boxed()).allMatch(users -> users > 850 && users < 1150);
  }

  @Test
  void shouldReadWhatASideSays() {
    StateSample sample = new StateSample(63_000, 1_200_000, new SideSample(1, 2, 3, 4, 5, 6, 7));

    assertThat(StateSample.isSample(sample.line())).isTrue();
    assertThat(StateSample.of(sample.line())).isEqualTo(sample);
    StateTask task = new StateTask("b:1", "http://r", Path.of("/state"), 2, 30, 97, 60);
    assertThat(StateTask.of(task.arguments().toArray(String[]::new))).isEqualTo(task);
  }

  @Test
  void shouldLetEverythingHappenBeforeNow() {
    Instant now = Instant.ofEpochSecond(1_767_600_000);
    StateSettings settings =
        new StateSettings(1, 1_000, 10, 5, 30, 400, 2, 1, 1, 60, Optional.empty(), now);

    long last =
        settings.startedAt().getEpochSecond()
            + (settings.allEvents() - 1) / settings.fewUsers() * StateSettings.APART_SECONDS;

    assertThat(last).isLessThan(now.getEpochSecond());
  }
}
