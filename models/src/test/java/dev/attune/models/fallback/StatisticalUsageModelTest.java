package dev.attune.models.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RankFeatures;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.usage.UsageModelContract;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticalUsageModelTest extends UsageModelContract {

  private final Vocabulary vocabulary = Vocabulary.of(List.of("app:a", "app:b", "app:c"));

  @Override
  protected UsageModel create() {
    return new StatisticalUsageModel(vocabulary);
  }

  @Test
  void shouldPreferWhatIsUsedAtThisTimeOfDay() {
    Habits habits = new Habits();
    for (int day = 0; day < 7; day++) {
      for (int i = 0; i < 3; i++) {
        open(habits, "app:a", day, 8, i);
        open(habits, "app:b", day, 20, i);
      }
      open(habits, "app:c", day, 21, 0);
    }

    float[] morning = scores(habits, 9);
    float[] evening = scores(habits, 20);

    assertThat(morning[0]).isGreaterThan(morning[1]).isGreaterThan(morning[2]);
    assertThat(evening[1]).isGreaterThan(evening[0]).isGreaterThan(evening[3]);
  }

  @Test
  void shouldLeaveStatesAndSpeakForNoChangeOfSettings() {
    try (UsageModel model = create()) {
      float[] state = {1f, 2f};
      float[] padded = Arrays.copyOf(state, 256);
      float[] engagement = new float[384];

      model.update(1, new int[1], new int[1], new int[1], new int[1], padded);
      model.readout(1, padded, new int[1], new int[1], new int[1], new float[64], engagement);

      assertThat(padded).startsWith(1f, 2f);
      assertThat(engagement).containsOnly(0.5f);
      assertThat(model.fallback()).isTrue();
      assertThat(model.release()).isEqualTo("fallback");
    }
  }

  @Test
  void shouldRefuseFeaturesItHasNoWeightsFor() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new StatisticalUsageModel(vocabulary, new ModelShape(256, 64, 16, 24, 8)));
  }

  private static void open(Habits habits, String app, int day, int hour, int minute) {
    int hash = ItemHash.of(app);
    Token token = new Token(hash, EventType.APP_OPENED, 11, day * 24 + hour, 1);
    habits.observe(token, day, day * 86_400L + hour * 3600L + minute * 60L, ItemHash.NONE);
  }

  /** Scores of app:a, app:b, app:c and an app never used. */
  private float[] scores(Habits habits, int hourOfWeek) {
    int[] candidate = {97, 98, 99, 65};
    float[] features = new float[4 * RankFeatures.COUNT];
    List<String> items = List.of("app:a", "app:b", "app:c", "app:never");
    RankEvidence evidence = new RankEvidence();
    evidence.of(vocabulary, ItemNeighbors.NONE, habits, new RecentTokens(), hourOfWeek, 1);
    for (int i = 0; i < 4; i++) {
      int hash = ItemHash.of(items.get(i));
      evidence.features(hash, candidate[i], features, i * RankFeatures.COUNT);
    }
    float[] score = new float[4];
    try (UsageModel model = create()) {
      model.rank(1, 4, new float[64], candidate, features, score);
    }
    return score;
  }
}
