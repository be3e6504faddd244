package dev.attune.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.habit.RankFeatures;
import dev.attune.models.usage.UsageModel;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A row's bits depend on nothing but the row: not on how many rows are in the call, nor on its
 * place, nor on what the other rows hold. The sizes cover every padded size and its borders.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BatchSizeContract {

  private static final int ROWS = UsageModel.MAX_ROWS;
  private static final int STATE = 256;
  private static final int REPRESENTATION = 64;
  private static final int ENGAGEMENT = 16 * 24;
  private static final int FEATURES = RankFeatures.COUNT;

  private final Random random = new Random(7);
  private final OnnxRelease release;
  private final UsageModel model;
  private final int vocabulary;

  private final int[] item;
  private final int[] kind = ints(ROWS, 128);
  private final int[] gap = ints(ROWS, 16);
  private final int[] how = ints(ROWS, 168);
  private final int[] place = ints(ROWS, 8);
  private final float[] state = floats(ROWS * STATE);

  BatchSizeContract(OnnxRelease release) {
    this.release = release;
    this.model = release.newModel();
    this.vocabulary = release.vocabulary().size();
    this.item = ints(ROWS, vocabulary);
  }

  @AfterAll
  void close() {
    model.close();
    release.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8, 9, 16, 31, 32, 33, 63, 64, 65, 97, 128, 255, 256})
  void shouldGiveARowTheSameBitsInEveryBatch(int size) {
    float[] aloneState = state.clone();
    float[] aloneRepresentation = new float[ROWS * REPRESENTATION];
    float[] aloneEngagement = new float[ROWS * ENGAGEMENT];
    answer(1, aloneState, aloneRepresentation, aloneEngagement);

    float[] batchState = state.clone();
    float[] batchRepresentation = new float[ROWS * REPRESENTATION];
    float[] batchEngagement = new float[ROWS * ENGAGEMENT];
    answer(size, batchState, batchRepresentation, batchEngagement);

    assertThat(bits(batchState)).isEqualTo(bits(aloneState)).isNotEqualTo(bits(state));
    assertThat(bits(batchRepresentation)).isEqualTo(bits(aloneRepresentation));
    assertThat(bits(batchEngagement)).isEqualTo(bits(aloneEngagement));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 63, 64, 65, 200, 256, 257, 1024})
  void shouldGiveACandidateTheSameBitsInEveryBatch(int candidates) {
    int rows = 9;
    float[] representation = floats(rows * REPRESENTATION);
    int[] candidate = ints(rows * candidates, vocabulary);
    float[] features = floats(rows * candidates * FEATURES);
    float[] together = new float[rows * candidates];
    model.rank(rows, candidates, representation, candidate, features, together);

    // Of many candidates every 13th is asked again alone, which meets every place within vectors.
    int step = candidates < 100 ? 1 : 13;
    for (int cell = 0; cell < rows * candidates; cell += step) {
      int row = cell / candidates;
      float[] alone = new float[1];
      model.rank(
          1,
          1,
          Arrays.copyOfRange(representation, row * REPRESENTATION, (row + 1) * REPRESENTATION),
          new int[] {candidate[cell]},
          Arrays.copyOfRange(features, cell * FEATURES, (cell + 1) * FEATURES),
          alone);
      assertThat(Float.floatToRawIntBits(together[cell]))
          .as("row %d candidate %d", row, cell % candidates)
          .isEqualTo(Float.floatToRawIntBits(alone[0]));
    }
  }

  @Test
  void shouldNotLetARowThatIsNoNumberTouchItsNeighbors() {
    float[] clean = Arrays.copyOf(state, 32 * STATE);
    float[] poisoned = clean.clone();
    Arrays.fill(poisoned, 5 * STATE, 6 * STATE, Float.NaN);

    model.update(32, item, kind, gap, how, clean);
    model.update(32, item, kind, gap, how, poisoned);

    assertThat(Arrays.copyOf(poisoned, 5 * STATE)).isEqualTo(Arrays.copyOf(clean, 5 * STATE));
    assertThat(Arrays.copyOfRange(poisoned, 6 * STATE, 32 * STATE))
        .isEqualTo(Arrays.copyOfRange(clean, 6 * STATE, 32 * STATE));
    assertThat(poisoned[5 * STATE]).isNaN();
  }

  private void answer(int size, float[] states, float[] representations, float[] engagements) {
    for (int from = 0; from < ROWS; from += size) {
      int n = Math.min(size, ROWS - from);
      int[] items = Arrays.copyOfRange(item, from, from + n);
      int[] hours = Arrays.copyOfRange(how, from, from + n);
      float[] part = Arrays.copyOfRange(states, from * STATE, (from + n) * STATE);
      model.update(
          n,
          items,
          Arrays.copyOfRange(kind, from, from + n),
          Arrays.copyOfRange(gap, from, from + n),
          hours,
          part);
      float[] representation = new float[n * REPRESENTATION];
      float[] engagement = new float[n * ENGAGEMENT];
      int[] places = Arrays.copyOfRange(place, from, from + n);
      model.readout(n, part, items, hours, places, representation, engagement);
      System.arraycopy(part, 0, states, from * STATE, part.length);
      System.arraycopy(
          representation, 0, representations, from * REPRESENTATION, representation.length);
      System.arraycopy(engagement, 0, engagements, from * ENGAGEMENT, engagement.length);
    }
  }

  private int[] ints(int length, int bound) {
    return random.ints(length, 0, bound).toArray();
  }

  private float[] floats(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() * 1.25f - 0.25f;
    }
    return values;
  }

  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
  }
}
