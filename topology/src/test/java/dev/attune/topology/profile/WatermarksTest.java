package dev.attune.topology.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.topology.profile.Watermarks.Sighting;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WatermarksTest {

  private static final byte[] PHONE = {1, 2, 3, 4, 5, 6, 7, 8};

  @Property
  void shouldCountEachSequenceOnceInAnyOrderInsideTheWindow(
      @ForAll @LongRange(min = 1, max = 1L << 40) long first,
      @ForAll @IntRange(min = 1, max = 64) int span,
      @ForAll long order) {
    List<Long> arrivals = new ArrayList<>();
    Random random = new Random(order);
    for (int i = 0; i < span; i++) {
      for (int copies = 1 + random.nextInt(3); copies > 0; copies--) {
        arrivals.add(first + i);
      }
    }
    Collections.shuffle(arrivals, random);
    Watermarks watermarks = new Watermarks();
    Set<Long> seen = new HashSet<>();

    for (long sequence : arrivals) {
      Sighting expected = seen.add(sequence) ? Sighting.NEW : Sighting.SEEN;
      assertThat(watermarks.observe(PHONE, sequence, 0)).isEqualTo(expected);
      watermarks = throughBytes(watermarks);
    }

    assertThat(seen).hasSize(span);
  }

  @Property
  void shouldNeverCountASequenceTwiceHoweverFarTheyJump(@ForAll long seed) {
    Random random = new Random(seed);
    Watermarks watermarks = new Watermarks();
    Set<Long> counted = new HashSet<>();
    long base = 1;
    for (int i = 0; i < 300; i++) {
      base += random.nextInt(5) == 0 ? random.nextInt(200) : 0;
      long sequence = Math.max(1, base - random.nextInt(100));
      if (watermarks.observe(PHONE, sequence, 0) == Sighting.NEW) {
        assertThat(counted.add(sequence)).as("sequence %d", sequence).isTrue();
      }
    }
    assertThat(counted).isNotEmpty();
  }

  @Test
  void shouldTakeWhatIsOlderThanTheWindowForADuplicate() {
    Watermarks watermarks = new Watermarks();
    watermarks.observe(PHONE, 100, 0);

    assertThat(watermarks.observe(PHONE, 36, 0)).isEqualTo(Sighting.SEEN);
    assertThat(watermarks.observe(PHONE, 37, 0)).isEqualTo(Sighting.NEW);
  }

  private static Watermarks throughBytes(Watermarks watermarks) {
    ByteBuffer bytes = ByteBuffer.allocate(512);
    watermarks.write(bytes, 0);
    Watermarks read = new Watermarks();
    read.read(bytes.flip(), 0);
    assertThat(bytes.hasRemaining()).isFalse();
    return read;
  }
}
