package dev.attune.topology.profile;

import java.nio.ByteBuffer;

/**
 * The items a user dismissed, and when. Room for {@link #CAPACITY}; when all of them still rest,
 * {@link #isFull} says so and nothing should be offered at all, so that a dismissed item stays away
 * for certain.
 */
public final class Dismissals {

  /** How many dismissed items are kept. */
  public static final int CAPACITY = 32;

  private final int[] item = new int[CAPACITY];
  private final long[] at = new long[CAPACITY];
  private int size;

  Dismissals() {}

  /**
   * Notes that an item (its 24-bit hash) was dismissed at a time in seconds since
   * 1970-01-01T00:00Z.
   */
  public void add(int itemHash, long time) {
    int place = find(itemHash);
    if (place >= 0) {
      at[place] = Math.max(at[place], time);
      return;
    }
    place = size < CAPACITY ? size++ : oldest();
    item[place] = itemHash;
    at[place] = time;
  }

  /** Forgets that an item was dismissed: the user took it after all. */
  public void remove(int itemHash) {
    int place = find(itemHash);
    if (place >= 0) {
      size--;
      item[place] = item[size];
      at[place] = at[size];
    }
  }

  /** Whether the item was dismissed at {@code since} or later. */
  public boolean contains(int itemHash, long since) {
    int place = find(itemHash);
    return place >= 0 && at[place] >= since;
  }

  /**
   * Whether there is no room for one more without forgetting one dismissed at {@code since} or
   * later.
   */
  public boolean isFull(long since) {
    return size == CAPACITY && at[oldest()] >= since;
  }

  private int find(int itemHash) {
    for (int i = 0; i < size; i++) {
      if (item[i] == itemHash) {
        return i;
      }
    }
    return -1;
  }

  private int oldest() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      if (at[i] < at[oldest]) {
        oldest = i;
      }
    }
    return oldest;
  }

  boolean isBlank() {
    return size == 0;
  }

  void write(ByteBuffer out, long base) {
    out.put((byte) size);
    for (int i = 0; i < size; i++) {
      out.put((byte) (item[i] >> 16)).put((byte) (item[i] >> 8)).put((byte) item[i]);
      Varints.putSigned(out, base - at[i]);
    }
  }

  void read(ByteBuffer in, long base) {
    int entries = in.get();
    if (entries < 0 || entries > CAPACITY) {
      throw new CorruptProfileException(entries + " dismissals");
    }
    size = entries;
    for (int i = 0; i < size; i++) {
      item[i] = (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
      at[i] = base - Varints.getSigned(in);
    }
  }
}
