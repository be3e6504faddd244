package dev.attune.models.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.habit.RankFeatures;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FallbackUsageModelTest extends UsageModelContract {

  private static final Vocabulary VOCABULARY = Vocabulary.of(List.of("app:a", "app:b", "app:c"));

  private final BreakableModel primary = new BreakableModel(VOCABULARY);
  private final FallbackUsageModel model =
      new FallbackUsageModel(primary, new StatisticalUsageModel(VOCABULARY));

  @Override
  protected UsageModel create() {
    return model;
  }

  @Test
  void shouldAnswerByTheModelWhileItWorks() {
    float[] state = update();

    assertThat(state).containsOnly(0.25f);
    assertThat(model.fallback()).isFalse();
    assertThat(model.release()).isEqualTo("breakable");
    assertThat(model.calls()).isEqualTo(1);
    assertThat(model.fallbackCalls()).isZero();
  }

  @ParameterizedTest
  @EnumSource(value = BreakableModel.Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldKeepTheStateWhenTheModelFails(BreakableModel.Fault fault) {
    primary.fault = fault;

    float[] state = update();

    assertThat(state).containsOnly(0.5f);
    assertThat(model.fallback()).isTrue();
    assertThat(model.fallbackCalls()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(value = BreakableModel.Fault.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void shouldAnswerByCountsWhenTheModelFails(BreakableModel.Fault fault) {
    primary.fault = fault;
    float[] representation = new float[64];
    float[] engagement = new float[384];
    float[] score = new float[2];
    float[] features = new float[2 * RankFeatures.COUNT];
    features[0] = 2f;

    model.readout(
        1, new float[256], new int[1], new int[1], new int[1], representation, engagement);
    assertThat(representation).containsOnly(0f);
    assertThat(engagement).containsOnly(0.5f);
    assertThat(model.fallback()).isTrue();

    model.rank(1, 2, representation, new int[] {97, 0}, features, score);
    assertThat(score).containsExactly(1f, Float.NEGATIVE_INFINITY);
    assertThat(model.fallback()).isTrue();
    assertThat(model.calls()).isEqualTo(2);
    assertThat(model.fallbackCalls()).isEqualTo(2);
  }

  @Test
  void shouldReturnToTheModelWhenItWorksAgain() {
    primary.fault = BreakableModel.Fault.THROWS;
    update();
    primary.fault = BreakableModel.Fault.NONE;

    assertThat(update()).containsOnly(0.25f);
    assertThat(model.fallback()).isFalse();
    assertThat(model.calls()).isEqualTo(2);
    assertThat(model.fallbackCalls()).isEqualTo(1);
  }

  @Test
  void shouldNotHideWrongArguments() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                model.update(
                    1, new int[] {-1}, new int[1], new int[1], new int[1], new float[256]));
    assertThat(model.fallbackCalls()).isZero();
  }

  @Test
  void shouldCloseWhatItOwns() {
    model.close();

    assertThat(primary.closed).isTrue();
  }

  @Test
  void shouldRefuseAFallbackWithOtherRows() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FallbackUsageModel(
                    primary, new StatisticalUsageModel(Vocabulary.of(List.of("app:x")))));
  }

  private float[] update() {
    float[] state = new float[256];
    Arrays.fill(state, 0.5f);
    model.update(1, new int[] {97}, new int[1], new int[1], new int[1], state);
    return state;
  }
}
