package dev.attune.evaluate.served;

import static dev.attune.evaluate.fixture.TinyLog.MORNING;
import static dev.attune.evaluate.fixture.TinyLog.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.evaluate.fixture.FakeModel;
import dev.attune.evaluate.fixture.TinyLog;
import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.History;
import dev.attune.evaluate.history.HistoryBuilder;
import dev.attune.evaluate.ranking.Wave;
import dev.attune.models.usage.Fp16;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServedModelTest {

  // More than one call of rank takes, so that apps are asked in parts.
  private static final int APPS = 600;

  private final Vocabulary vocabulary = Vocabulary.of(TinyLog.apps(APPS));
  private final Apps apps = Apps.of(List.of(), List.of(vocabulary));

  /** Everyone goes through the apps in steps of seven, so the last app tells the next one. */
  private final FakeModel cheat =
      new FakeModel("cheat", vocabulary) {
        @Override
        protected float score(int last, int candidate) {
          int next = (last - Vocabulary.FIRST_KNOWN + 7) % APPS + Vocabulary.FIRST_KNOWN;
          return candidate == next ? 5 : 0;
        }
      };

  @Test
  void shouldGiveACheatEveryPoint() {
    Wave wave = new Wave(apps, List.of(steps(0, 30), steps(5, 3), steps(100, 200)));

    ModelAnswers answers = new ServedModel(cheat, apps).answer(wave);

    assertThat(answers.place()).hasSize(29 + 2 + 199).containsOnly(0);
  }

  @Test
  void shouldGiveARandomModelWhatChanceGives() {
    FakeModel random =
        new FakeModel("random", vocabulary) {
          @Override
          protected float score(int last, int candidate) {
            return new SplittableRandom(1000L * last + candidate).nextLong() >>> 40;
          }
        };

    int[] places =
        new ServedModel(random, apps).answer(new Wave(apps, List.of(steps(0, 601)))).place();

    // 600 questions, each about another app: 5 hits expected, and a mean place of 299.5 with a
    // standard deviation of 7
    assertThat(Arrays.stream(places).filter(place -> place < 5).count()).isBetween(0L, 13L);
    assertThat(Arrays.stream(places).average().orElseThrow()).isCloseTo(299.5, within(22.0));
  }

  @Test
  void shouldSayWhatTheSoftmaxOverAllAppsGives() {
    Wave wave = new Wave(apps, List.of(steps(0, 2)));

    ModelAnswers answers = new ServedModel(cheat, apps).answer(wave);

    double all = Math.exp(5) + APPS - 1;
    assertThat((double) answers.first()[0]).isCloseTo(Math.exp(5) / all, within(1e-6));
    assertThat((double) answers.five()[0]).isCloseTo((Math.exp(5) + 4) / all, within(1e-6));
  }

  @Test
  void shouldAnswerTheSameInAnyCompany() {
    List<History> users = IntStream.range(0, 100).mapToObj(i -> steps(i, 5 + i % 40)).toList();
    List<Integer> alone = new ArrayList<>();
    FakeModel other =
        new FakeModel("other", vocabulary) {
          @Override
          protected float score(int last, int candidate) {
            return (last * 7919 + candidate * 104_729) % 1009;
          }
        };
    for (History user : users) {
      int[] places = new ServedModel(other, apps).answer(new Wave(apps, List.of(user))).place();
      Arrays.stream(places).forEach(alone::add);
    }

    int[] together = new ServedModel(other, apps).answer(new Wave(apps, users)).place();

    assertThat(together).containsExactly(alone.stream().mapToInt(i -> i).toArray());
  }

  @Test
  void shouldRankBrokenScoresLast() {
    FakeModel broken =
        new FakeModel("broken", vocabulary) {
          @Override
          protected float score(int last, int candidate) {
            return Float.NaN;
          }
        };

    ModelAnswers answers =
        new ServedModel(broken, apps).answer(new Wave(apps, List.of(steps(0, 4))));

    assertThat(answers.place()).containsOnly(APPS - 1);
    assertThat(answers.five()).containsOnly(0f);
  }

  @Test
  void shouldKeepStatesAsSixteenBits() {
    List<Float> thirds = new ArrayList<>();
    FakeModel watched =
        new FakeModel("watched", vocabulary) {
          @Override
          protected float score(int last, int candidate) {
            return 0;
          }

          @Override
          public void readout(
              int n,
              float[] state,
              int[] lastItem,
              int[] hourOfWeek,
              int[] place,
              float[] representation,
              float[] engagement) {
            thirds.add(state[2]);
            super.readout(n, state, lastItem, hourOfWeek, place, representation, engagement);
          }
        };

    new ServedModel(watched, apps).answer(new Wave(apps, List.of(steps(0, 4))));

    assertThat(thirds).hasSize(3).containsOnly(Fp16.round(1 / 3f));
  }

  @Test
  void shouldAskAboutNotificationsAtTheHourOfTheirPosting() {
    FakeModel model =
        new FakeModel("notifies", vocabulary) {
          @Override
          protected float score(int last, int candidate) {
            return 0;
          }

          @Override
          protected float opened(int category, int hour) {
            return category == NotificationCategory.MESSAGE.ordinal() ? hour / 24f : 0;
          }
        };
    HistoryBuilder user = new HistoryBuilder("u", "eu");
    user.add(event(MORNING - 3600, new DeviceUnlocked()));
    user.add(
        event(
            MORNING,
            new NotificationPosted(
                "app:000", NotificationCategory.MESSAGE, NotificationDelivery.IMMEDIATE)));
    user.add(
        event(
            MORNING + 9,
            new NotificationAnswered(
                "app:000", NotificationCategory.MESSAGE, NotificationAnswer.OPENED, 9)));

    ModelAnswers answers =
        new ServedModel(model, apps).answer(new Wave(apps, List.of(user.build())));

    assertThat(answers.opened()).containsExactly(9 / 24f);
  }

  private static History steps(int from, int count) {
    HistoryBuilder user = new HistoryBuilder("user " + from, "eu");
    for (int i = 0; i < count; i++) {
      String app = "app:%03d".formatted((from + 7 * i) % APPS);
      user.add(event(MORNING + 60L * i, new AppOpened(app)));
    }
    return user.build();
  }
}
