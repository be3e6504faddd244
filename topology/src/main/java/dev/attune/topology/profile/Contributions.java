package dev.attune.topology.profile;

import dev.attune.privacy.bounding.Contribution;
import dev.attune.privacy.bounding.ContributionLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the user adds to private summaries: for the open window, and for the one before until it is
 * closed, at most {@link #MAX_UNITS} units and how often each was seen, at most {@link
 * #MAX_REPEATS} times. Which are kept is decided by {@link Contribution}.
 *
 * <p>Bytes: how many units each window has (a nibble each); for each window its start (two bytes
 * for a day), the bits of a unit (one byte), and the units, packed.
 */
public final class Contributions {

  /** The most units of a window. */
  public static final int MAX_UNITS = 15;

  /** The most repeats of a unit. */
  public static final int MAX_REPEATS = 4;

  private static final int WINDOWS = 2;
  private static final int REPEAT_BITS = 2;
  private static final int MAX_UNIT_BITS = 24;

  // 2025-01-01T00:00Z, so that numbers are small.
  private static final long BASE = 1_735_689_600;
  private static final long SECONDS_PER_DAY = 86_400;

  private final List<Window> windows = new ArrayList<>(0);

  /** What is kept of a window. */
  private static final class Window {
    final long start;
    int[] units;
    long[] repeats;
    @Nullable Contribution open;

    Window(long start, int[] units, long[] repeats) {
      this.start = start;
      this.units = units;
      this.repeats = repeats;
    }

    /** What is kept goes in again, in its order, so that a stored profile goes on as it was. */
    Contribution open(LongFunction<Contribution> fresh) {
      Contribution contribution = open;
      if (contribution == null) {
        contribution = fresh.apply(start);
        for (int i = 0; i < units.length; i++) {
          contribution.add(units[i], repeats[i]);
        }
        open = contribution;
      }
      return contribution;
    }

    void keep() {
      if (open != null) {
        units = open.cells();
        repeats = open.totals();
      }
    }
  }

  /**
   * What is kept of a window.
   *
   * @param units different ones
   * @param repeats how often each was seen, 1 to {@link #MAX_REPEATS}
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Kept(int[] units, long[] repeats) {}

  Contributions() {}

  /**
   * Whether limits are such that what they bound fits.
   *
   * @param units how many units there are
   */
  public static boolean holds(ContributionLimits limits, int units) {
    return limits.maxCells() <= MAX_UNITS
        && limits.maxPerCell() <= MAX_REPEATS
        && units <= 1 << MAX_UNIT_BITS - REPEAT_BITS;
  }

  /**
   * Adds a unit to a window; not to one that is older than two that are kept.
   *
   * @param start the window's start, in seconds since 1970-01-01T00:00Z
   * @param fresh an empty contribution of this user to the window of this start, whose limits are
   *     within {@link #holds}
   */
  public void add(long start, int unit, LongFunction<Contribution> fresh) {
    Window window = find(start);
    if (window == null) {
      window = new Window(start, new int[0], new long[0]);
      int place = windows.size();
      while (place > 0 && windows.get(place - 1).start > start) {
        place--;
      }
      if (windows.size() == WINDOWS && place == 0) {
        return;
      }
      windows.add(place, window);
      if (windows.size() > WINDOWS) {
        windows.remove(0);
      }
    }
    window.open(fresh).add(unit, 1);
    window.keep();
  }

  /** Forgets windows that start before a time, in seconds since 1970-01-01T00:00Z. */
  public void forgetBefore(long start) {
    windows.removeIf(window -> window.start < start);
  }

  /** Forgets everything. */
  public void clear() {
    windows.clear();
  }

  /** What is kept of the window with this start; empty if nothing. */
  public Optional<Kept> of(long start) {
    Window window = find(start);
    return window == null
        ? Optional.empty()
        : Optional.of(new Kept(window.units.clone(), window.repeats.clone()));
  }

  private @Nullable Window find(long start) {
    for (Window window : windows) {
      if (window.start == start) {
        return window;
      }
    }
    return null;
  }

  boolean isBlank() {
    return windows.isEmpty();
  }

  void write(ByteBuffer out) {
    int sizes = 0;
    for (int i = 0; i < windows.size(); i++) {
      sizes |= windows.get(i).units.length << 4 * i;
    }
    out.put((byte) sizes);
    for (Window window : windows) {
      writeStart(window.start - BASE, out);
      writeUnits(window, out);
    }
  }

  private static void writeStart(long sinceBase, ByteBuffer out) {
    boolean days = sinceBase % SECONDS_PER_DAY == 0;
    long number = days ? sinceBase / SECONDS_PER_DAY : sinceBase;
    Varints.put(out, (number << 1 ^ number >> 63) << 1 | (days ? 1 : 0));
  }

  private static long readStart(ByteBuffer in) {
    long written = Varints.get(in);
    long number = written >>> 2 ^ -(written >>> 1 & 1);
    return BASE + ((written & 1) == 1 ? Math.multiplyExact(number, SECONDS_PER_DAY) : number);
  }

  private static void writeUnits(Window window, ByteBuffer out) {
    int largest = 0;
    for (int unit : window.units) {
      largest = Math.max(largest, unit);
    }
    int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(largest)) + REPEAT_BITS;
    out.put((byte) bits);
    long waiting = 0;
    int held = 0;
    for (int i = 0; i < window.units.length; i++) {
      long packed = (long) window.units[i] << REPEAT_BITS | window.repeats[i] - 1;
      waiting |= packed << held;
      held += bits;
      while (held >= Byte.SIZE) {
        out.put((byte) waiting);
        waiting >>>= Byte.SIZE;
        held -= Byte.SIZE;
      }
    }
    if (held > 0) {
      out.put((byte) waiting);
    }
  }

  void read(ByteBuffer in) {
    windows.clear();
    int sizes = in.get() & 0xFF;
    for (int size : new int[] {sizes & 0xF, sizes >> 4}) {
      if (size > 0) {
        Window window = readWindow(size, in);
        if (!windows.isEmpty() && windows.get(0).start >= window.start) {
          throw new CorruptProfileException("windows out of their order");
        }
        windows.add(window);
      }
    }
    if (windows.isEmpty() || (sizes & 0xF) == 0) {
      throw new CorruptProfileException("a window without units");
    }
  }

  private static Window readWindow(int size, ByteBuffer in) {
    long start;
    try {
      start = readStart(in);
    } catch (ArithmeticException e) {
      throw new CorruptProfileException("a window beyond all time", e);
    }
    int bits = in.get();
    if (bits <= REPEAT_BITS || bits > MAX_UNIT_BITS) {
      throw new CorruptProfileException("units of " + bits + " bits");
    }
    int[] units = new int[size];
    long[] repeats = new long[size];
    long waiting = 0;
    int held = 0;
    for (int i = 0; i < size; i++) {
      while (held < bits) {
        waiting |= (in.get() & 0xFFL) << held;
        held += Byte.SIZE;
      }
      int packed = (int) (waiting & (1L << bits) - 1);
      waiting >>>= bits;
      held -= bits;
      units[i] = packed >> REPEAT_BITS;
      repeats[i] = (packed & (1 << REPEAT_BITS) - 1) + 1;
    }
    return new Window(start, units, repeats);
  }
}
