package dev.attune.models.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.habit.RankFeatures;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link UsageModel} promises, run against each implementation. */
public abstract class UsageModelContract {

  private static final int FEATURES = RankFeatures.COUNT;

  private UsageModel model;

  /** A model to test. */
  protected abstract UsageModel create();

  @BeforeEach
  void open() {
    model = create();
  }

  @AfterEach
  void close() {
    model.close();
    model.close();
  }

  @Test
  void shouldNameItsRelease() {
    assertThat(model.release()).isNotBlank();
    assertThat(model.shape()).isEqualTo(ModelShape.STANDARD);
  }

  @Test
  void shouldAnswerInTheGivenRowsOnly() {
    int last = model.vocabulary().size() - 1;
    float[] state = new float[4 * 256];
    Arrays.fill(state, 0.5f);
    int[] item = {97, last, 0, 0};
    int[] kind = {1, 127, 0, 0};
    int[] gap = {0, 15, 0, 0};
    int[] how = {0, 167, 0, 0};
    int[] place = {0, 7, 0, 0};
    float[] representation = filled(4 * 64);
    float[] engagement = filled(4 * 16 * 24);

    model.update(2, item, kind, gap, how, state);
    model.readout(2, state, item, how, place, representation, engagement);

    assertThat(Arrays.copyOfRange(state, 2 * 256, 4 * 256)).containsOnly(0.5f);
    assertThat(Arrays.copyOfRange(representation, 2 * 64, 4 * 64)).containsOnly(7f);
    assertThat(Arrays.copyOfRange(engagement, 2 * 384, 4 * 384)).containsOnly(7f);
    for (int i = 0; i < 2 * 384; i++) {
      assertThat(engagement[i]).isBetween(0f, 1f);
    }
    for (int i = 0; i < 2 * 64; i++) {
      assertThat(representation[i]).isNotEqualTo(7f).isFinite();
    }
  }

  @Test
  void shouldScoreCandidatesButNotPadding() {
    int[] candidate = {97, 0, 98, 0, 0, 99};
    float[] score = filled(8);

    model.rank(2, 3, new float[2 * 64], candidate, new float[2 * 3 * FEATURES], score);

    for (int i = 0; i < 6; i++) {
      if (candidate[i] == 0) {
        assertThat(score[i]).isEqualTo(Float.NEGATIVE_INFINITY);
      } else {
        assertThat(score[i]).isFinite();
      }
    }
    assertThat(Arrays.copyOfRange(score, 6, 8)).containsOnly(7f);
  }

  @Test
  void shouldTakeEmptyAndFullBatches() {
    model.update(0, new int[0], new int[0], new int[0], new int[0], new float[0]);
    model.readout(0, new float[0], new int[0], new int[0], new int[0], new float[0], new float[0]);
    model.rank(0, 5, new float[0], new int[0], new float[0], new float[0]);
    model.rank(1, 0, new float[64], new int[0], new float[0], new float[0]);

    float[] state = new float[256 * 256];
    int[] zeros = new int[256];
    model.update(256, zeros, zeros, zeros, zeros, state);
    float[] score = new float[1024];
    int[] candidate = new int[1024];
    Arrays.fill(candidate, 97);
    model.rank(1, 1024, new float[64], candidate, new float[1024 * FEATURES], score);
    assertThat(score).containsOnly(score[0]);
  }

  @Test
  void shouldLeaveOutWhatNobodyAsksFor() {
    int[] one = {1};
    float[] representation = filled(64);
    float[] engagement = filled(384);

    model.readout(1, new float[256], one, one, one, UsageModel.NOT_ASKED, engagement);
    model.readout(1, new float[256], one, one, one, representation, UsageModel.NOT_ASKED);

    assertThat(engagement).doesNotContain(7f);
    assertThat(representation).doesNotContain(7f);
  }

  @Test
  void shouldRefuseIndexesOutsideTheTables() {
    int size = model.vocabulary().size();
    refuses("item[1] is " + size + ", it must be 0 to " + (size - 1), 97, size, 1, 1, 1);
    refuses("item[1] is -1, it must be 0 to " + (size - 1), 97, -1, 1, 1, 1);
    refuses("kind[1] is 128, it must be 0 to 127", 97, 97, 128, 1, 1);
    refuses("gap[1] is 16, it must be 0 to 15", 97, 97, 1, 16, 1);
    refuses("hourOfWeek[1] is 168, it must be 0 to 167", 97, 97, 1, 1, 168);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.readout(
                    1,
                    new float[256],
                    new int[] {size},
                    new int[1],
                    new int[1],
                    new float[64],
                    new float[384]))
        .withMessageStartingWith("lastItem[0] is ");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.readout(
                    1,
                    new float[256],
                    new int[1],
                    new int[1],
                    new int[] {8},
                    new float[64],
                    new float[384]))
        .withMessage("place[0] is 8, it must be 0 to 7");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.rank(1, 1, new float[64], new int[] {-1}, new float[FEATURES], new float[1]))
        .withMessageStartingWith("candidate[0] is -1");
  }

  @Test
  void shouldRefuseBatchesThatAreTooLarge() {
    int[] ids = new int[257];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.update(257, ids, ids, ids, ids, new float[257 * 256]))
        .withMessage("a call takes 0 to 256 rows, not 257");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.rank(
                    1,
                    1025,
                    new float[64],
                    new int[1025],
                    new float[1025 * FEATURES],
                    new float[1025]))
        .withMessage("a call takes 0 to 1024 candidates, not 1025");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.update(-1, ids, ids, ids, ids, new float[256]));
  }

  @Test
  void shouldRefuseArraysThatAreTooShort() {
    int[] two = new int[2];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.update(2, new int[1], two, two, two, new float[512]))
        .withMessage("item has 1 values, 2 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.update(2, two, two, two, two, new float[511]))
        .withMessage("state has 511 values, 512 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> model.readout(2, new float[512], two, two, two, new float[128], new float[767]))
        .withMessage("engagement has 767 values, 768 are needed");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> model.rank(1, 2, new float[64], two, new float[2 * FEATURES - 1], new float[2]))
        .withMessageStartingWith("features has ");
  }

  private void refuses(String message, int item0, int item1, int kind, int gap, int how) {
    float[] state = new float[2 * 256];
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.update(
                    2,
                    new int[] {item0, item1},
                    new int[] {1, kind},
                    new int[] {1, gap},
                    new int[] {1, how},
                    state))
        .withMessage(message);
    assertThat(state).containsOnly(0f);
  }

  private static float[] filled(int length) {
    float[] values = new float[length];
    Arrays.fill(values, 7f);
    return values;
  }
}
