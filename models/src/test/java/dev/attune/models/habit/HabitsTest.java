package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.token.ItemHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HabitsTest {

  private static final int MORNING = 8; // Monday
  private static final int EVENING = 20;
  private static final int SATURDAY_MORNING = 5 * 24 + 8;

  private final Habits habits = new Habits();

  @Test
  void shouldWriteFeaturesInTheirOrder() {
    habits.observe(1, MORNING, 100);
    habits.observe(1, MORNING, 100);
    habits.observe(1, SATURDAY_MORNING, 100);
    habits.observe(1, EVENING, 100);
    habits.observe(2, MORNING, 100);

    float[] features = features(1, MORNING + 3);

    assertThat(RankFeatures.NAMES)
        .containsExactly(
            "log_total",
            "log_daypart",
            "log_day_kind",
            "share",
            "daypart_share",
            "recency",
            "is_last",
            "is_habit")
        .hasSize(RankFeatures.COUNT);
    assertThat(features)
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(
            (float) Math.log1p(4),
            (float) Math.log1p(3),
            (float) Math.log1p(3),
            4f / 5,
            3f / 4,
            1f / 2,
            0f,
            1f);
    assertThat(features(1, SATURDAY_MORNING)[RankFeatures.LOG_DAY_KIND])
        .isCloseTo((float) Math.log1p(1), within(1e-6f));
    assertThat(features(2, MORNING)).endsWith(1f, 1f, 1f);
    assertThat(features(3, MORNING)).containsOnly(0f);
    assertThat(features(ItemHash.NONE, MORNING)).containsOnly(0f);
  }

  @Test
  void shouldHalveCountsInTwoWeeks() {
    for (int i = 0; i < 8; i++) {
      habits.observe(1, MORNING, 0);
    }
    habits.observe(2, EVENING, Habits.HALF_LIFE_DAYS);

    assertThat(habits.uses(1)).isEqualTo(4f);

    habits.observe(2, EVENING, 3 * Habits.HALF_LIFE_DAYS);
    assertThat(habits.uses(1)).isEqualTo(1f);
    assertThat(habits.uses(0)).isEqualTo(1.25f);
  }

  @Test
  void shouldForgetWhatWasNotUsedForLong() {
    habits.observe(1, MORNING, 0);
    habits.observe(2, MORNING, 84);
    assertThat(habits.size()).isEqualTo(2);

    habits.observe(2, MORNING, 85);
    assertThat(habits.size()).isEqualTo(1);
    assertThat(habits.item(0)).isEqualTo(2);

    habits.observe(3, MORNING, 1_000_000);
    assertThat(habits.size()).isEqualTo(1);
    assertThat(habits.item(0)).isEqualTo(3);
  }

  @Test
  void shouldCountLateUsesWithoutGoingBackInTime() {
    habits.observe(1, MORNING, 100);
    habits.observe(1, MORNING, 50);
    habits.observe(1, MORNING, 100);

    assertThat(habits.uses(0)).isEqualTo(3f);
  }

  @Test
  void shouldReplaceTheLeastUsedThatIsNotRecent() {
    for (int item = 1; item <= Habits.CAPACITY; item++) {
      int uses = item == 3 ? 1 : 2;
      for (int i = 0; i < uses; i++) {
        habits.observe(item, MORNING, 0);
      }
    }

    habits.observe(100, MORNING, 0);
    assertThat(items()).doesNotContain(3).contains(1, 100);

    // All others were used twice, so the one unused for longest goes, not the newcomer.
    habits.observe(101, MORNING, 0);
    assertThat(items()).doesNotContain(1).contains(2, 100, 101).hasSize(Habits.CAPACITY);
  }

  @Test
  void shouldOrderItemsByLastUse() {
    habits.observe(1, MORNING, 0);
    habits.observe(2, MORNING, 0);
    habits.observe(3, MORNING, 0);
    habits.observe(1, MORNING, 0);

    assertThat(items()).containsExactly(1, 3, 2);
    assertThat(habits.uses(0)).isEqualTo(2f);
  }

  @Test
  void shouldNotCountWhatIsAboutNoItem() {
    habits.observe(ItemHash.NONE, MORNING, 0);

    assertThat(habits.size()).isZero();
  }

  /** Pinned: profiles hold these bytes. */
  @Test
  void shouldKeepItsForm() {
    habits.observe(0x123456, MORNING, 20_514);
    habits.observe(0xABCDEF, SATURDAY_MORNING, 20_514);
    habits.observe(0xABCDEF, EVENING, 20_514);

    ByteBuffer out = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    habits.writeTo(out);

    assertThat(out.position()).isEqualTo(habits.encodedSize());
    assertThat(HexFormat.of().formatHex(out.array(), 0, out.position()))
        .isEqualTo(
            "02" // items
                + "00005022" // day 20,514
                + ("abcdef" + "0000" + "3c00" + "0000" + "3c00" + "3c00")
                + ("123456" + "0000" + "3c00" + "0000" + "0000" + "0000"));
  }

  @Test
  void shouldRefuseBytesThatCantBeHabits() {
    refuses("", "habits end too early");
    refuses("15" + "00000000", "habits of 21 items are more than 20");
    refuses("01" + "00000000" + "000001", "habits end too early");
    refuses(
        "01" + "00000000" + "000001" + "7e00" + "0000000000000000", "habits have a count of NaN");
    refuses(
        "01" + "00000000" + "000001" + "bc00" + "0000000000000000", "habits have a count of -1.0");
    refuses(
        "01" + "00000000" + "000000" + "3c00" + "0000000000000000",
        "habits have no item, or one twice, in row 0");
    refuses(
        "02" + "00000000" + ("000001" + "3c00" + "0000000000000000").repeat(2),
        "habits have no item, or one twice, in row 1");
  }

  @Test
  void shouldRefuseHoursOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> habits.observe(1, 168, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> habits.features(1, -1, new float[RankFeatures.COUNT], 0));
    assertThatIllegalArgumentException().isThrownBy(() -> habits.item(0));
  }

  private void refuses(String hex, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> habits.readFrom(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
        .withMessage(message);
  }

  private float[] features(int item, int hourOfWeek) {
    float[] features = new float[RankFeatures.COUNT + 1];
    habits.features(item, hourOfWeek, features, 1);
    assertThat(features[0]).isZero();
    return Arrays.copyOfRange(features, 1, RankFeatures.COUNT + 1);
  }

  private int[] items() {
    int[] items = new int[habits.size()];
    for (int k = 0; k < items.length; k++) {
      items[k] = habits.item(k);
    }
    return items;
  }
}
