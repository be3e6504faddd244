package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.attune.models.token.ItemHash;
import dev.attune.schemas.usage.PlaceClass;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HabitsTest {

  private static final int MORNING = 8; // Monday
  private static final int EVENING = 20;
  private static final int SATURDAY_MORNING = 5 * 24 + 8;

  private final Habits habits = new Habits();

  @Test
  void shouldCountByPartOfTheDay() {
    Opens.observe(habits, 1, MORNING, 100);
    Opens.observe(habits, 1, EVENING, 100);
    Opens.observe(habits, 2, SATURDAY_MORNING, 100);

    int one = habits.rankOf(1);
    assertThat(habits.uses(one)).isEqualTo(2f);
    assertThat(habits.usesAround(one, MORNING + 3)).isEqualTo(1f);
    assertThat(habits.usesAround(one, 0)).isZero();
    assertThat(habits.value(one, Habits.WEEKEND)).isZero();
    assertThat(habits.value(habits.rankOf(2), Habits.WEEKEND)).isEqualTo(1f);
    assertThat(habits.rankOf(3)).isEqualTo(-1);
    assertThat(habits.rankOf(ItemHash.NONE)).isEqualTo(-1);
  }

  @Test
  void shouldCountByPlace() {
    habits.observe(Opens.open(1, MORNING, PlaceClass.WORK.ordinal()), 0, 0, Habits.UNKNOWN);
    habits.observe(Opens.open(1, EVENING, PlaceClass.HOME.ordinal()), 0, 1, Habits.UNKNOWN);

    assertThat(habits.atPlace(0, PlaceClass.WORK.ordinal())).isEqualTo(1f);
    assertThat(habits.atPlace(0, PlaceClass.HOME.ordinal())).isEqualTo(1f);
    assertThat(habits.atPlace(0, PlaceClass.TRANSIT.ordinal())).isZero();
  }

  @Test
  void shouldKnowWhichAppOpensSessionsAndWhen() {
    Opens.observe(habits, 1, EVENING, 0, ItemHash.NONE);
    Opens.observe(habits, 2, EVENING, 0, 1);
    Opens.observe(habits, 1, EVENING + 1, 0, ItemHash.NONE);

    int one = habits.rankOf(1);
    assertThat(habits.value(one, Habits.OPENER)).isBetween(1.9f, 2.1f);
    // Another hour takes a third from the usual one.
    assertThat(habits.openerHour(one)).isEqualTo(EVENING % 24);
    assertThat(habits.value(one, Habits.OPENER_HOUR)).isBetween(0.6f, 0.7f);
    assertThat(habits.value(habits.rankOf(2), Habits.OPENER)).isZero();
  }

  @Test
  void shouldKeepTheTwoAppsThatMostlyFollow() {
    for (int i = 0; i < 6; i++) {
      Opens.observe(habits, 1, i, 0, ItemHash.NONE);
      Opens.observe(habits, i % 3 == 2 ? 3 : 2, i, 0, 1);
    }
    Opens.observe(habits, 4, EVENING, 0, 1);

    int one = habits.rankOf(1);
    assertThat(habits.value(one, habits.nextCell(one, 2))).isBetween(3.5f, 4.5f);
    // One that is new takes half a time from the rarer one.
    assertThat(habits.value(one, habits.nextCell(one, 3))).isBetween(1.3f, 1.7f);
    assertThat(habits.nextCell(one, 4)).isEqualTo(-1);
  }

  @Test
  void shouldForgetSuccessorsThatAreNoHabitAnyMore() {
    Opens.observe(habits, 1, MORNING, 0, ItemHash.NONE);
    Opens.observe(habits, 2, MORNING, 0, 1);
    for (int item = 3; item <= 40; item++) {
      Opens.observe(habits, 1, MORNING, 0);
      Opens.observe(habits, item, MORNING, 0);
      Opens.observe(habits, item, MORNING, 0);
    }

    assertThat(habits.rankOf(2)).isEqualTo(-1);
    assertThat(habits.nextCell(habits.rankOf(1), 2)).isEqualTo(-1);
  }

  @Test
  void shouldForgetWhatWasLatelyFaster() {
    for (int i = 0; i < 8; i++) {
      habits.observe(Opens.open(1, MORNING), 0, i, Habits.UNKNOWN);
    }
    float fast = habits.value(0, Habits.FAST);
    assertThat(fast).isBetween(6.5f, 8f);
    for (int i = 0; i < Habits.FAST_HALF_LIFE_USES; i++) {
      habits.observe(Opens.open(2, EVENING), 0, i, Habits.UNKNOWN);
    }

    int one = habits.rankOf(1);
    assertThat(habits.value(one, Habits.FAST)).isBetween(fast * 0.45f, fast * 0.55f);
    assertThat(habits.uses(one)).isBetween(7.5f, 8.5f);
  }

  @Test
  void shouldForgetWhatWasBeforeAChange() {
    for (int i = 0; i < 300; i++) {
      Opens.observe(habits, 1 + i % 5, MORNING, i / 30);
    }
    float before = habits.uses(habits.rankOf(1));
    assertThat(before).isGreaterThan(40f);
    assertThat(habits.surprise()).isLessThan(0.3f);

    float most = 0;
    for (int i = 0; i < 30; i++) {
      Opens.observe(habits, 11 + i % 5, MORNING, 10);
      most = Math.max(most, habits.surprise());
    }

    assertThat(most).isBetween(0.5f, 1f);
    assertThat(habits.surprise()).isLessThan(most);
    assertThat(habits.uses(habits.rankOf(1))).isLessThan(before / 4);
    assertThat(habits.uses(habits.rankOf(11))).isGreaterThan(4f);
  }

  @Test
  void shouldRememberItsSurprise() {
    for (int i = 0; i < 300; i++) {
      Opens.observe(habits, 1 + i % 5, MORNING, 0);
    }
    for (int i = 0; i < 6; i++) {
      Opens.observe(habits, 6, MORNING, 0);
    }
    assertThat(habits.surprise()).isPositive();

    ByteBuffer bytes = ByteBuffer.allocate(habits.encodedSize());
    habits.writeTo(bytes);
    Habits read = new Habits();
    read.readFrom(bytes.flip());

    assertThat(bytes.remaining()).isZero();
    assertThat(read.surprise()).isEqualTo(habits.surprise());
  }

  @Test
  void shouldHalveCountsInTwoWeeks() {
    for (int i = 0; i < 8; i++) {
      habits.observe(Opens.open(1, MORNING), 0, i, Habits.UNKNOWN);
    }
    float before = habits.uses(0);
    assertThat(before).isBetween(7f, 9f);
    Opens.observe(habits, 2, EVENING, Habits.HALF_LIFE_DAYS);

    // Counts are rounded at random, by less than 3 %.
    assertThat(habits.uses(1)).isBetween(before * 0.485f, before * 0.515f);

    Opens.observe(habits, 2, EVENING, 3 * Habits.HALF_LIFE_DAYS);
    assertThat(habits.uses(1)).isBetween(before * 0.12f, before * 0.13f);
    assertThat(habits.uses(0)).isBetween(1.22f, 1.28f);
  }

  @Test
  void shouldForgetWhatWasNotUsedForLong() {
    Opens.observe(habits, 1, MORNING, 0);
    Opens.observe(habits, 2, MORNING, 28);
    assertThat(habits.size()).isEqualTo(2);

    Opens.observe(habits, 2, MORNING, 400);
    assertThat(habits.size()).isEqualTo(1);
    assertThat(habits.item(0)).isEqualTo(2);

    Opens.observe(habits, 3, MORNING, 1_000_000);
    assertThat(habits.size()).isEqualTo(1);
    assertThat(habits.item(0)).isEqualTo(3);
  }

  @Test
  void shouldCountLateUsesWithoutGoingBackInTime() {
    Opens.observe(habits, 1, MORNING, 100);
    Opens.observe(habits, 1, MORNING, 50);
    Opens.observe(habits, 1, MORNING, 100);

    assertThat(habits.uses(0)).isBetween(2.9f, 3.1f);
  }

  @Test
  void shouldReplaceTheLeastUsedThatIsNotRecent() {
    for (int item = 1; item <= Habits.CAPACITY; item++) {
      int uses = item == 3 ? 1 : 2;
      for (int i = 0; i < uses; i++) {
        Opens.observe(habits, item, MORNING, 0);
      }
    }

    Opens.observe(habits, 100, MORNING, 0);
    assertThat(items()).doesNotContain(3).contains(1, 100);

    // The newcomer was used less than all others, but lately.
    Opens.observe(habits, 101, MORNING, 0);
    assertThat(items()).contains(100, 101).hasSize(Habits.CAPACITY);
  }

  @Test
  void shouldOrderItemsByLastUse() {
    Opens.observe(habits, 1, MORNING, 0);
    Opens.observe(habits, 2, MORNING, 0);
    Opens.observe(habits, 3, MORNING, 0);
    Opens.observe(habits, 1, MORNING, 0);

    assertThat(items()).containsExactly(1, 3, 2);
    assertThat(habits.uses(0)).isBetween(1.9f, 2.1f);
  }

  @Test
  void shouldNotCountWhatIsAboutNoItem() {
    Opens.observe(habits, ItemHash.NONE, MORNING, 0);

    assertThat(habits.size()).isZero();
  }

  /** Pinned: profiles hold these bytes. */
  @Test
  void shouldKeepItsForm() {
    Opens.observe(habits, 0x123456, MORNING, 20_514, ItemHash.NONE);
    int transit = PlaceClass.TRANSIT.ordinal();
    habits.observe(Opens.open(0xABCDEF, SATURDAY_MORNING, transit), 20_514, 7, 0x123456);

    ByteBuffer out = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    habits.writeTo(out);

    assertThat(out.position()).isEqualTo(habits.encodedSize());
    assertThat(HexFormat.of().formatHex(out.array(), 0, out.position()))
        .isEqualTo(
            "02" // apps
                + "00005022" // day 20,514
                + ("abcdef" + "0152" + "20" + "20" + "20" + "20") // morning, weekend, transit, fast
                + ("123456" + "0f02" + "20" + "1f" + "20" + "2008" + "2000")); // ... opener, next
  }

  @Test
  void shouldRefuseBytesThatCantBeHabits() {
    refuses("", "habits end too early");
    refuses("1d" + "00000000", "habits of 29 apps are more than 28");
    refuses("01" + "00000000" + "000001", "habits end too early");
    refuses("01" + "00000000" + "000001" + "0001" + "00", "habits have an empty count in row 0");
    refuses("01" + "00000000" + "000001" + "0400" + "0118", "habits refer to 24 of 24");
    refuses("01" + "00000000" + "000001" + "0800" + "0101", "habits refer to 1 of 1");
    refuses("01" + "00000000" + "000000" + "0000", "habits have no app, or one twice, in row 0");
    refuses("01" + "00000000" + "000001" + "2000", "habits have no app, or one twice, in row 0");
    refuses(
        "02" + "00000000" + ("000001" + "0000").repeat(2),
        "habits have no app, or one twice, in row 1");
  }

  @Test
  void shouldRefuseRanksOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> habits.item(0));
    assertThatIllegalArgumentException().isThrownBy(() -> habits.uses(-1));
  }

  private void refuses(String hex, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> habits.readFrom(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
        .withMessage(message);
  }

  private int[] items() {
    int[] items = new int[habits.size()];
    for (int k = 0; k < items.length; k++) {
      items[k] = habits.item(k);
    }
    return items;
  }
}
