package dev.attune.models.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.token.EventType;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sampler must do. */
public abstract class UsageSamplerContract {

  private static final int STATE = 256;
  private static final int ROWS = 150;

  private UsageSampler sampler;

  /** A sampler to test; it is closed afterwards. */
  protected abstract UsageSampler newSampler();

  @BeforeEach
  void make() {
    sampler = newSampler();
  }

  @AfterEach
  void end() {
    sampler.close();
  }

  @Test
  void shouldGiveEqualEventsForEqualInputs() {
    Rows first = new Rows(1).draw(sampler);
    Rows second = new Rows(1).draw(sampler);

    assertThat(second.item).isEqualTo(first.item);
    assertThat(second.type).isEqualTo(first.type);
    assertThat(second.gap).isEqualTo(first.gap);
    assertThat(second.state).isEqualTo(first.state);
  }

  @Test
  void shouldNotLetAnEventDependOnItsBatch() {
    Rows together = new Rows(2).draw(sampler);
    Rows rows = new Rows(2);
    for (int row = 0; row < ROWS; row++) {
      Rows alone = rows.only(row);
      alone.draw(sampler);
      assertThat(alone.item[0]).isEqualTo(together.item[row]);
      assertThat(alone.type[0]).isEqualTo(together.type[row]);
      assertThat(alone.gap[0]).isEqualTo(together.gap[row]);
      assertThat(alone.state)
          .isEqualTo(Arrays.copyOfRange(together.state, row * STATE, (row + 1) * STATE));
    }
  }

  @Test
  void shouldNeverDrawWhatIsReserved() {
    Rows rows = new Rows(3);
    float[] edges = {0, Float.MIN_VALUE, 0.5f, Math.nextDown(1f), 1};
    for (int i = 0; i < rows.uniform.length; i++) {
      rows.uniform[i] = edges[(i / 3 / (int) Math.pow(5, i % 3)) % 5];
    }
    rows.draw(sampler);

    for (int row = 0; row < ROWS; row++) {
      boolean end = rows.type[row] == UsageSampler.END;
      assertThat(rows.item[row] == Vocabulary.NONE).isEqualTo(end);
      assertThat(rows.item[row]).isLessThan(sampler.vocabulary().size());
      boolean bucket =
          rows.item[row] >= Vocabulary.FIRST_BUCKET && rows.item[row] < Vocabulary.FIRST_KNOWN;
      assertThat(bucket).isFalse();
      assertThat(rows.type[row]).isBetween(0, EventType.values().length - 1);
      assertThat(rows.gap[row]).isBetween(1, 15);
    }
    assertThat(rows.type).contains(UsageSampler.END, EventType.APP_OPENED.ordinal());
  }

  @Test
  void shouldListenToTheConditionAndTheNumbers() {
    Rows plain = new Rows(4).draw(sampler);
    Rows conditioned = new Rows(4);
    Arrays.fill(conditioned.condition, 3);
    conditioned.draw(sampler);
    Rows other = new Rows(4);
    Arrays.fill(other.uniform, 0.99f);
    other.draw(sampler);

    assertThat(conditioned.type).isNotEqualTo(plain.type);
    assertThat(other.item).isNotEqualTo(plain.item);
  }

  @Test
  void shouldRefuseWhatIsOutOfRange() {
    Rows rows = new Rows(5);
    rows.last[3] = sampler.vocabulary().size();
    assertThatThrownBy(() -> rows.draw(sampler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("last[3]");
    Rows numbers = new Rows(5);
    numbers.uniform[7] = Float.NaN;
    assertThatThrownBy(() -> numbers.draw(sampler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("uniform[7]");
    Rows conditions = new Rows(5);
    conditions.condition[0] = Float.POSITIVE_INFINITY;
    assertThatThrownBy(() -> conditions.draw(sampler))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("condition[0]");
  }

  @Test
  void shouldNotAnswerOnceClosed() {
    sampler.close();
    sampler.close();
    assertThatThrownBy(() -> new Rows(6).draw(sampler)).isInstanceOf(IllegalStateException.class);
  }

  private final class Rows {
    private final int n;
    private final float[] state;
    private final int[] last;
    private final int[] how;
    private final int[] place;
    private final float[] condition;
    private final float[] uniform;
    private final int[] item;
    private final int[] type;
    private final int[] gap;

    private Rows(int n, int any) {
      this.n = n;
      state = new float[n * STATE];
      last = new int[n];
      how = new int[n];
      place = new int[n];
      condition = new float[n * CohortProjection.CONDITION];
      uniform = new float[n * UsageSampler.NUMBERS];
      item = new int[n];
      type = new int[n];
      gap = new int[n];
    }

    Rows(long seed) {
      this(ROWS, 0);
      Random random = new Random(seed);
      for (int i = 0; i < n; i++) {
        last[i] = random.nextInt(sampler.vocabulary().size());
        how[i] = random.nextInt(168);
        place[i] = random.nextInt(5);
      }
      for (int i = 0; i < state.length; i++) {
        state[i] = random.nextFloat() - 0.2f;
      }
      for (int i = 0; i < uniform.length; i++) {
        uniform[i] = random.nextFloat();
      }
    }

    Rows only(int row) {
      Rows one = new Rows(1, 0);
      System.arraycopy(state, row * STATE, one.state, 0, STATE);
      one.last[0] = last[row];
      one.how[0] = how[row];
      one.place[0] = place[row];
      System.arraycopy(uniform, row * 3, one.uniform, 0, 3);
      return one;
    }

    Rows draw(UsageSampler by) {
      by.sample(n, state, last, how, place, condition, uniform, item, type, gap);
      return this;
    }
  }
}
