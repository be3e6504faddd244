package dev.attune.topology.profile;

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

  private static final int HOURS_OF_WEEK = 168;

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
    int place = (first + size) % CAPACITY;
    if (size == CAPACITY) {
      first = (first + 1) % CAPACITY;
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
    return (first + index) % CAPACITY;
  }

  void clear() {
    first = 0;
    size = 0;
  }

  void write(ByteBuffer out) {
    out.put((byte) size);
    int[] distinct = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      int hash = item(i);
      int place = 0;
      while (place < count && distinct[place] != hash) {
        place++;
      }
      out.put((byte) place);
      if (place == count) {
        distinct[count++] = hash;
        out.put((byte) (hash >> 16)).put((byte) (hash >> 8)).put((byte) hash);
      }
      out.put(typeAndGap[at(i)]);
    }
    for (int i = 0; i < size; ) {
      int hour = hourOfWeek(i);
      int run = 1;
      while (i + run < size && hourOfWeek(i + run) == hour) {
        run++;
      }
      out.put((byte) hour).put((byte) run);
      i += run;
    }
  }

  void read(ByteBuffer in) {
    clear();
    int count = in.get();
    if (count < 0 || count > CAPACITY) {
      throw new CorruptProfileException(count + " recent tokens");
    }
    int[] distinct = new int[count];
    int known = 0;
    for (int i = 0; i < count; i++) {
      int place = in.get();
      if (place < 0 || place > known) {
        throw new CorruptProfileException("a token refers to item " + place + " of " + known);
      }
      if (place == known) {
        distinct[known++] = (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
      }
      item[i] = distinct[place];
      typeAndGap[i] = in.get();
    }
    for (int i = 0; i < count; ) {
      int hour = in.get() & 0xFF;
      int run = in.get();
      if (hour >= HOURS_OF_WEEK || run < 1 || i + run > count) {
        throw new CorruptProfileException("a run of " + run + " tokens in hour " + hour);
      }
      for (int end = i + run; i < end; i++) {
        hourOfWeek[i] = (short) hour;
      }
    }
    size = count;
  }
}
