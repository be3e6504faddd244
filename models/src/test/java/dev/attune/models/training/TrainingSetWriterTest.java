package dev.attune.models.training;

import static dev.attune.models.token.Events.MONDAY;
import static dev.attune.models.token.Events.answered;
import static dev.attune.models.token.Events.event;
import static dev.attune.models.token.Events.opened;
import static dev.attune.models.token.Events.posted;
import static dev.attune.schemas.notification.NotificationCategory.EMAIL;
import static dev.attune.schemas.notification.NotificationCategory.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RankFeatures;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.Fp16;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.UsageEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetWriterTest {

  private static final Vocabulary VOCABULARY =
      Vocabulary.of(
          Stream.concat(IntStream.range(0, 30).mapToObj(i -> "app:" + i), Stream.of("content:new"))
              .toList());

  @TempDir private Path folder;

  @Test
  void shouldWriteTokensOfEachUserInOrderOfTime() throws IOException {
    write(
        settings(0),
        List.of(
            opened(MONDAY + 3600, "app:1"),
            event(MONDAY, new DeviceUnlocked()),
            opened(MONDAY + 3600, "app:unknown")),
        List.of(opened(MONDAY, "content:new")));

    assertThat(longs("offsets.i64")).containsExactly(0, 3, 4);
    assertThat(ints("item.i32")).containsExactly(0, 98, VOCABULARY.index("app:unknown"), 127);
    assertThat(bytes("type.u8")).containsExactly(3, 1, 1, 1);
    assertThat(bytes("gap.u8")).containsExactly(0, 11, 1, 0);
    assertThat(bytes("how.u8")).containsExactly(0, 1, 1, 0);
    assertThat(bytes("hour.u8")).containsExactly(0, 1, 1, 0);
    assertThat(bytes("place.u8")).containsOnly(PlaceClass.HOME.ordinal());
    assertThat(bytes("category.u8")).containsOnly(255);
    assertThat(bytes("answer.u8")).containsOnly(255);
  }

  @Test
  void shouldSayWhatHappenedToEachNotification() throws IOException {
    write(
        settings(0),
        List.of(
            posted(MONDAY, "app:1", MESSAGE),
            posted(MONDAY + 10, "app:1", MESSAGE),
            posted(MONDAY + 20, "app:1", EMAIL),
            posted(MONDAY + 30, "app:2", MESSAGE),
            // The second of the two alike: delivered at second 10 says the answer.
            answered(MONDAY + 40, "app:1", MESSAGE, NotificationAnswer.OPENED, 30),
            answered(MONDAY + 50, "app:1", MESSAGE, NotificationAnswer.DISMISSED, 50),
            answered(MONDAY + 60, "app:2", MESSAGE, NotificationAnswer.IGNORED, 30),
            answered(MONDAY + 70, "app:2", MESSAGE, NotificationAnswer.OPENED, 30)));

    assertThat(bytes("answer.u8")).containsExactly(0, 1, 255, 0, 255, 255, 255, 255);
    assertThat(bytes("category.u8")).containsExactly(1, 1, 3, 1, 1, 1, 1, 1);
  }

  @Test
  void shouldAskForTheAppOpenedAmongHabits() throws IOException {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(opened(MONDAY + i * 7200, "app:" + i * i % 7));
    }
    write(settings(100), events);

    long[] tokens = longs("sample_token.i64");
    int[] candidates = ints("sample_cand.i32");
    float[] features = halves("sample_feat.f16");
    assertThat(tokens).hasSize(39);
    Habits habits = new Habits();
    RecentTokens recent = new RecentTokens();
    RankEvidence evidence = new RankEvidence();
    float[] expected = new float[RankFeatures.COUNT];
    for (int s = 0; s < 39; s++) {
      long at = MONDAY + s * 7200;
      Token last = Tokenizer.token(events.get(s), s == 0 ? Tokenizer.NO_PREVIOUS : at - 7200);
      habits.observe(last, at / 86_400, at, recent.previousApp(last));
      recent.add(last);
      evidence.of(VOCABULARY, ItemNeighbors.NONE, habits, recent, last.hourOfWeek(), last.place());
      assertThat(tokens[s]).isEqualTo(s + 1);
      int[] row = Arrays.copyOfRange(candidates, s * 10, (s + 1) * 10);
      assertThat(row[0]).isEqualTo(ints("item.i32")[s + 1]);
      for (int k = 0; k < habits.size(); k++) {
        assertThat(row).contains(VOCABULARY.indexOfHash(habits.item(k)));
      }
      for (int c = 0; c < 10; c++) {
        int hash = row[c] == Vocabulary.NONE ? ItemHash.NONE : hash(row[c]);
        evidence.features(hash, row[c], expected, 0);
        Fp16.round(expected, 0, expected.length);
        int from = (s * 10 + c) * RankFeatures.COUNT;
        assertThat(Arrays.copyOfRange(features, from, from + RankFeatures.COUNT))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void shouldTakeNoMoreSamplesOfAUserThanAsked() throws IOException {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      events.add(opened(MONDAY + i * 60, "app:" + i % 5));
    }
    write(settings(12), events, events, events.subList(0, 4));

    long[] tokens = longs("sample_token.i64");
    assertThat(tokens).hasSize(12 + 12 + 3).isSorted();
    assertThat(Arrays.stream(tokens).filter(token -> token < 200).max().getAsLong())
        .isGreaterThan(100);
    byte[] types = Files.readAllBytes(folder.resolve("type.u8"));
    assertThat(tokens).doesNotHaveDuplicates();
    assertThat(Arrays.stream(tokens))
        .allMatch(token -> types[token.intValue()] == EventType.APP_OPENED.ordinal());
  }

  @Test
  void shouldDescribeTheSet() throws IOException {
    write(settings(5), List.of(opened(MONDAY, "app:1"), opened(MONDAY + 60, "app:2")));

    JsonNode meta = new ObjectMapper().readTree(folder.resolve("meta.json").toFile());
    assertThat(meta.get("formatVersion").asInt()).isEqualTo(2);
    assertThat(meta.get("vocabularySize").asInt()).isEqualTo(128);
    assertThat(meta.get("vocabulary").asText()).isEqualTo("vocabulary.txt");
    assertThat(meta.get("users").asInt()).isEqualTo(1);
    assertThat(meta.get("tokens").asInt()).isEqualTo(2);
    assertThat(meta.get("samples").asInt()).isEqualTo(1);
    assertThat(meta.get("candidates").asInt()).isEqualTo(10);
    assertThat(meta.get("features").asInt()).isEqualTo(RankFeatures.COUNT);
    assertThat(meta.get("notificationCategories").asInt()).isEqualTo(16);
    assertThat(meta.get("seed").asLong()).isEqualTo(3);
    assertThat(meta.get("source").asText()).isEqualTo("simulated");
    assertThat(Vocabulary.load(folder.resolve("vocabulary.txt")).digest())
        .isEqualTo(VOCABULARY.digest())
        .isEqualTo(meta.get("vocabularySha256").asText());
  }

  @Test
  void shouldStayIncompleteUntilFinished() throws IOException {
    write(settings(5), List.of(opened(MONDAY, "app:1")));
    try (TrainingSetWriter writer = new TrainingSetWriter(folder, VOCABULARY, settings(5))) {
      writer.add(List.of(opened(MONDAY, "app:1")));
    }

    assertThat(folder.resolve("meta.json")).doesNotExist();
  }

  @Test
  void shouldWriteTheSameBytesAgain() throws IOException {
    List<UsageEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(opened(MONDAY + i * 600, "app:" + i % 11));
    }
    write(settings(20), events);
    byte[] first = Files.readAllBytes(folder.resolve("sample_token.i64"));
    write(settings(20), events);

    assertThat(Files.readAllBytes(folder.resolve("sample_token.i64"))).isEqualTo(first);
    write(TrainingSetSettings.simulated(4, 10, 20), events);
    assertThat(Files.readAllBytes(folder.resolve("sample_token.i64"))).isNotEqualTo(first);
  }

  private static TrainingSetSettings settings(int samplesPerUser) {
    return TrainingSetSettings.simulated(3, 10, samplesPerUser);
  }

  @SafeVarargs
  private void write(TrainingSetSettings settings, List<UsageEvent>... users) throws IOException {
    try (TrainingSetWriter writer = new TrainingSetWriter(folder, VOCABULARY, settings)) {
      for (List<UsageEvent> user : users) {
        writer.add(user);
      }
      writer.finish();
    }
  }

  private static int hash(int index) {
    return ItemHash.of(VOCABULARY.item(index).orElseThrow());
  }

  private int[] bytes(String file) throws IOException {
    ByteBuffer bytes = read(file);
    return IntStream.range(0, bytes.limit()).map(i -> bytes.get(i) & 0xFF).toArray();
  }

  private int[] ints(String file) throws IOException {
    ByteBuffer bytes = read(file);
    return IntStream.range(0, bytes.limit() / 4).map(i -> bytes.getInt(i * 4)).toArray();
  }

  private long[] longs(String file) throws IOException {
    ByteBuffer bytes = read(file);
    return IntStream.range(0, bytes.limit() / 8).mapToLong(i -> bytes.getLong(i * 8)).toArray();
  }

  private float[] halves(String file) throws IOException {
    ByteBuffer bytes = read(file);
    float[] values = new float[bytes.limit() / 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = Fp16.toFloat(bytes.getShort(i * 2));
    }
    return values;
  }

  private ByteBuffer read(String file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
  }
}
