package dev.attune.topology.recommend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.topology.profile.Feedback;
import dev.attune.topology.profile.Feedback.Answer;
import dev.attune.topology.profile.Profile;
import org.junit.jupiter.api.Test;

class CategoryBanditTest {

  private static final int TRAVEL = 0x111111;
  private static final int GAMES = 0x222222;
  private static final long DAY = 20_000;

  private final Feedback feedback = new Profile().feedback();
  private final TasteSettings usual = TasteSettings.defaults();

  @Test
  void shouldChangeNothingWithoutAnswers() {
    assertThat(mean(TRAVEL)).isZero();
  }

  @Test
  void shouldFavorWhatIsTakenOverWhatIsIgnoredOverWhatIsDismissed() {
    answer(TRAVEL, Answer.SHOWN, 6);
    answer(TRAVEL, Answer.ACCEPTED, 6);
    answer(GAMES, Answer.SHOWN, 6);
    int ignored = mean(GAMES);
    answer(GAMES, Answer.DISMISSED, 6);

    assertThat(mean(TRAVEL)).isPositive();
    assertThat(ignored).isNegative();
    assertThat(mean(GAMES)).isLessThan(ignored);
  }

  @Test
  void shouldBelieveAnswersSoonerWhereTheModelSaysNothing() {
    answer(TRAVEL, Answer.ACCEPTED, 3);

    CategoryBandit bandit =
        new CategoryBandit(new CategoryBandit.Usual(usual.withoutChance()), feedback, 1);
    assertThat(bandit.logFactor(TRAVEL, false)).isGreaterThan(bandit.logFactor(TRAVEL, true));
  }

  @Test
  void shouldStayWithinItsRange() {
    answer(TRAVEL, Answer.ACCEPTED, 3_000);
    answer(GAMES, Answer.DISMISSED, 3_000);

    assertThat(mean(TRAVEL)).isBetween(1000, 1386);
    assertThat(mean(GAMES)).isEqualTo(-1386);
  }

  @Test
  void shouldTryLessTheMoreIsKnown() {
    double stranger = spread(TRAVEL);
    answer(TRAVEL, Answer.ACCEPTED, 25);
    answer(TRAVEL, Answer.DISMISSED, 75);

    assertThat(stranger).isGreaterThan(200);
    assertThat(spread(TRAVEL)).isLessThan(stranger / 2);
  }

  @Test
  void shouldCallLikedOnlyWhatWasTakenMoreThanUsual() {
    CategoryBandit bandit = new CategoryBandit(new CategoryBandit.Usual(usual), feedback, 1);
    assertThat(bandit.isLiked(TRAVEL)).isFalse();
    answer(TRAVEL, Answer.ACCEPTED, 1);
    assertThat(bandit.isLiked(TRAVEL)).isTrue();
    answer(TRAVEL, Answer.DISMISSED, 4);
    assertThat(bandit.isLiked(TRAVEL)).isFalse();
  }

  private void answer(int category, Answer answer, int times) {
    for (int i = 0; i < times; i++) {
      feedback.observe(category, answer, DAY);
    }
  }

  private int mean(int category) {
    return new CategoryBandit(new CategoryBandit.Usual(usual.withoutChance()), feedback, 1)
        .logFactor(category, false);
  }

  /** The standard deviation over many users of the same answers. */
  private double spread(int category) {
    double sum = 0;
    double squares = 0;
    int users = 500;
    for (int user = 0; user < users; user++) {
      double factor =
          new CategoryBandit(new CategoryBandit.Usual(usual), feedback, user)
              .logFactor(category, false);
      sum += factor;
      squares += factor * factor;
    }
    double mean = sum / users;
    return Math.sqrt(squares / users - mean * mean);
  }
}
