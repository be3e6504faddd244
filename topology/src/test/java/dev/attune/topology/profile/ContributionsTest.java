package dev.attune.topology.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.privacy.bounding.CellPriority;
import dev.attune.privacy.bounding.Contribution;
import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.topology.profile.Contributions.Kept;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ContributionsTest {

  private static final long MONDAY = 1_767_571_200;
  private static final long DAY = 86_400;
  private static final ContributionLimits LIMITS = new ContributionLimits(8, 4, 1 << 20);
  private static final CellPriority PRIORITY =
      CellPriority.withKey(new byte[CellPriority.KEY_BYTES]);

  private final Contributions contributions = new Contributions();

  private static Contribution fresh(long start) {
    return new Contribution(LIMITS, PRIORITY, new byte[16], start);
  }

  private static void add(Contributions to, long start, int unit) {
    to.add(start, unit, ContributionsTest::fresh);
  }

  private static byte[] bytes(Contributions of) {
    ByteBuffer out = ByteBuffer.allocate(256);
    of.write(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static Contributions read(byte[] bytes) {
    Contributions read = new Contributions();
    read.read(ByteBuffer.wrap(bytes));
    return read;
  }

  /** Whatever is stored in between, and however often, the same units are kept. */
  @Property(tries = 200)
  void shouldGoOnAfterBeingStored(@ForAll long seed) {
    Random random = new Random(seed);
    Contributions kept = new Contributions();
    Contributions stored = new Contributions();
    for (int i = 0; i < 60; i++) {
      long start = MONDAY + random.nextInt(3) * DAY;
      int unit = random.nextInt(30);
      add(kept, start, unit);
      add(stored, start, unit);
      if (random.nextInt(4) == 0) {
        stored = read(bytes(stored));
      }
    }
    assertThat(bytes(stored)).isEqualTo(bytes(kept));
  }

  @Test
  void shouldTakeNineteenBytesForADayOfABusyUser() {
    for (int unit = 0; unit < 40; unit++) {
      add(contributions, MONDAY, unit * 187 + 100);
    }
    assertThat(contributions.of(MONDAY).orElseThrow().units()).hasSize(8);
    assertThat(bytes(contributions)).hasSizeLessThanOrEqualTo(19);
  }

  /** Bytes that are in stores. */
  @Test
  void shouldKeepReadingWhatIsStored() {
    add(contributions, MONDAY, 7511);
    add(contributions, MONDAY, 7511);
    add(contributions, MONDAY + 600, 3);

    String pinned = "11c50b0f5d75e0dee73c040c";
    assertThat(HexFormat.of().formatHex(bytes(contributions))).isEqualTo(pinned);
    Kept kept = read(HexFormat.of().parseHex(pinned)).of(MONDAY).orElseThrow();
    assertThat(kept.units()).containsExactly(7511);
    assertThat(kept.repeats()).containsExactly(2);
  }

  @Test
  void shouldKeepTwoWindowsAndNoOlderOne() {
    add(contributions, MONDAY + DAY, 1);
    add(contributions, MONDAY + 2 * DAY, 2);
    add(contributions, MONDAY, 3);
    assertThat(contributions.of(MONDAY)).isEmpty();

    add(contributions, MONDAY + 3 * DAY, 4);

    assertThat(contributions.of(MONDAY + DAY)).isEmpty();
    assertThat(contributions.of(MONDAY + 2 * DAY)).isPresent();
    contributions.forgetBefore(MONDAY + 3 * DAY);
    assertThat(contributions.of(MONDAY + 2 * DAY)).isEmpty();
    assertThat(contributions.of(MONDAY + 3 * DAY)).isPresent();
  }

  @Test
  void shouldRefuseDamage() {
    for (String damaged : new String[] {"00", "10c50b0f5d75", "01c50b025d75", "01c50b7f5d75"}) {
      assertThatThrownBy(() -> read(HexFormat.of().parseHex(damaged)))
          .isInstanceOf(CorruptProfileException.class);
    }
  }
}
