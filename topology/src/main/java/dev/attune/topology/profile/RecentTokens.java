package dev.attune.topology.profile;

import dev.attune.models.habit.Habits;
import java.nio.ByteBuffer;

/**
 * The last 64 tokens of a user, oldest first: what a new model release rebuilds its state from, and
 * what first-order evidence is counted in.
 *
 * <p>Encoded in a little over two bytes a token: items by their place in a list of the distinct
 * ones, type and gap in one byte, hours of the week as runs.
 */
public final class RecentTokens {

  /** How many tokens are kept. */
  public static final int CAPACITY = 64;

  private static final int MASK = CAPACITY - 1;
  private static final int HOURS_OF_WEEK = 168;
  private static final int LONGEST_RUN = 15;
  private static final int MUCH_LATER = 15;
  private static final int MAX_ENCODED_SIZE = 1 + CAPACITY * (1 + 3 + 1 + 2);

  private final int[] item = new int[CAPACITY];
  private final byte[] typeAndGap = new byte[CAPACITY];
  private final short[] hourOfWeek = new short[CAPACITY];
  private int first;
  private int size;

  RecentTokens() {}

  /** How many tokens there are, at most {@link #CAPACITY}. */
  public int size() {
    return size;
  }

  /** The item hash of the token at {@code index}, 0 being the oldest. */
  public int item(int index) {
    return item[at(index)];
  }

  /** The ordinal of the event type of the token at {@code index}. */
  public int type(int index) {
    return typeAndGap[at(index)] >> 4 & 0xF;
  }

  /** The gap bucket of the token at {@code index}. */
  public int gap(int index) {
    return typeAndGap[at(index)] & 0xF;
  }

  /** The hour of the week of the token at {@code index}, 0 to 167. */
  public int hourOfWeek(int index) {
    return hourOfWeek[at(index)];
  }

  /** Adds a token; the oldest goes when there are 64. */
  public void add(int itemHash, int type, int gap, int hour) {
    if (type < 0 || type > 15 || gap < 0 || gap > 15 || hour < 0 || hour >= HOURS_OF_WEEK) {
      throw new IllegalArgumentException(
          "no token: type " + type + ", gap " + gap + ", hour " + hour);
    }
    int place = first + size & MASK;
    if (size == CAPACITY) {
      first = first + 1 & MASK;
    } else {
      size++;
    }
    item[place] = itemHash;
    typeAndGap[place] = (byte) (type << 4 | gap);
    hourOfWeek[place] = (short) hour;
  }

  private int at(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return first + index & MASK;
  }

  void clear() {
    first = 0;
    size = 0;
  }

  void write(ByteBuffer out, Habits habits) {
    // Byte by byte into an array first, which is several times faster than into a buffer.
    byte[] bytes = new byte[MAX_ENCODED_SIZE];
    int[] known = new int[Habits.CAPACITY + size];
    int items = items(habits, known);
    int end = 0;
    bytes[end++] = (byte) size;
    for (int i = 0; i < size; i++) {
      int hash = item[first + i & MASK];
      int place = 0;
      while (place < items && known[place] != hash) {
        place++;
      }
      bytes[end++] = (byte) place;
      if (place == items) {
        known[items++] = hash;
        bytes[end++] = (byte) (hash >> 16);
        bytes[end++] = (byte) (hash >> 8);
        bytes[end++] = (byte) hash;
      }
      bytes[end++] = typeAndGap[first + i & MASK];
    }
    out.put(bytes, 0, writeHours(bytes, end));
  }

  /**
   * Runs of one hour: hours since the run before and length, four bits each; 15 hours is an hour of
   * its own.
   */
  private int writeHours(byte[] bytes, int start) {
    int end = start;
    int before = 0;
    for (int i = 0; i < size; ) {
      int hour = hourOfWeek[first + i & MASK];
      int run = 1;
      while (run < LONGEST_RUN && i + run < size && hourOfWeek[first + i + run & MASK] == hour) {
        run++;
      }
      int later = Math.floorMod(hour - before, HOURS_OF_WEEK);
      bytes[end++] = (byte) (Math.min(later, MUCH_LATER) << 4 | run);
      if (later >= MUCH_LATER) {
        bytes[end++] = (byte) hour;
      }
      before = hour;
      i += run;
    }
    return end;
  }

  void read(ByteBuffer in, Habits habits) {
    clear();
    int count = in.get();
    if (count < 0 || count > CAPACITY) {
      throw new CorruptProfileException(count + " recent tokens");
    }
    int[] known = new int[Habits.CAPACITY + count];
    int items = items(habits, known);
    for (int i = 0; i < count; i++) {
      int place = in.get();
      if (place < 0 || place > items) {
        throw new CorruptProfileException("a token refers to item " + place + " of " + items);
      }
      if (place == items) {
        known[items++] = (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
      }
      item[i] = known[place];
      typeAndGap[i] = in.get();
    }
    readHours(in, count);
    size = count;
  }

  private void readHours(ByteBuffer in, int count) {
    int hour = 0;
    for (int i = 0; i < count; ) {
      int both = in.get() & 0xFF;
      int later = both >> 4;
      int run = both & LONGEST_RUN;
      hour = later == MUCH_LATER ? in.get() & 0xFF : (hour + later) % HOURS_OF_WEEK;
      if (hour >= HOURS_OF_WEEK || run == 0 || i + run > count) {
        throw new CorruptProfileException("a run of " + run + " tokens in hour " + hour);
      }
      for (int end = i + run; i < end; i++) {
        hourOfWeek[i] = (short) hour;
      }
    }
  }

  /** The items that need not be written once more: those of the habits, in their order. */
  private static int items(Habits habits, int[] into) {
    for (int i = 0; i < habits.size(); i++) {
      into[i] = habits.item(i);
    }
    return habits.size();
  }
}
