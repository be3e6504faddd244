package dev.attune.topology.profile;

import java.nio.ByteBuffer;

/**
 * The items a user dismissed, and when, to the minute (rounded up, so that none comes back too
 * early). Room for {@link #CAPACITY}; when all of them still rest, {@link #isFull} says so and
 * nothing should be offered at all, so that a dismissed item stays away for certain.
 */
public final class Dismissals {

  /** How many dismissed items are kept. */
  public static final int CAPACITY = 32;

  private static final long SECONDS_PER_MINUTE = 60;

  private final int[] item = new int[CAPACITY];
  private final long[] atMinute = new long[CAPACITY];
  private int size;

  Dismissals() {}

  /**
   * Notes that an item (its 24-bit hash) was dismissed at a time in seconds since
   * 1970-01-01T00:00Z.
   */
  public void add(int itemHash, long time) {
    int place = find(itemHash);
    if (place >= 0) {
      atMinute[place] = Math.max(atMinute[place], minute(time));
      return;
    }
    place = size < CAPACITY ? size++ : oldest();
    item[place] = itemHash;
    atMinute[place] = minute(time);
  }

  /** How many dismissed items are kept now. */
  public int size() {
    return size;
  }

  /** The 24-bit hash of the k-th of them, in no particular order. */
  public int item(int k) {
    return item[k];
  }

  /** When the k-th of them was dismissed, in seconds since 1970-01-01T00:00Z, to the minute. */
  public long at(int k) {
    return atMinute[k] * SECONDS_PER_MINUTE;
  }

  /** Forgets that an item was dismissed: the user took it after all. */
  public void remove(int itemHash) {
    int place = find(itemHash);
    if (place >= 0) {
      removeAt(place);
    }
  }

  /** Forgets what was dismissed before a time. */
  public void forgetBefore(long time) {
    for (int i = size - 1; i >= 0; i--) {
      if (isBefore(i, time)) {
        removeAt(i);
      }
    }
  }

  private void removeAt(int place) {
    size--;
    item[place] = item[size];
    atMinute[place] = atMinute[size];
  }

  /** Whether the item was dismissed at {@code since} or later. */
  public boolean contains(int itemHash, long since) {
    int place = find(itemHash);
    return place >= 0 && !isBefore(place, since);
  }

  /**
   * Whether there is no room for one more without forgetting one dismissed at {@code since} or
   * later.
   */
  public boolean isFull(long since) {
    return size == CAPACITY && !isBefore(oldest(), since);
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
      if (atMinute[i] < atMinute[oldest]) {
        oldest = i;
      }
    }
    return oldest;
  }

  boolean isBlank() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  private boolean isBefore(int place, long time) {
    return atMinute[place] * SECONDS_PER_MINUTE < time;
  }

  private static long minute(long time) {
    return Math.floorDiv(time + SECONDS_PER_MINUTE - 1, SECONDS_PER_MINUTE);
  }

  void write(ByteBuffer out, long newestEventAt) {
    out.put((byte) size);
    for (int i = 0; i < size; i++) {
      out.put((byte) (item[i] >> 16)).put((byte) (item[i] >> 8)).put((byte) item[i]);
      // No dismissal is later than the newest event: no sign is needed.
      Varints.put(out, minute(newestEventAt) - atMinute[i]);
    }
  }

  void read(ByteBuffer in, long newestEventAt) {
    int entries = in.get();
    if (entries < 0 || entries > CAPACITY) {
      throw new CorruptProfileException(entries + " dismissals");
    }
    size = entries;
    for (int i = 0; i < size; i++) {
      item[i] = (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
      atMinute[i] = minute(newestEventAt) - Varints.get(in);
    }
  }
}
