package dev.attune.topology.profile;

import java.nio.ByteBuffer;

/**
 * How a user answered recommendations, as fading counts per item category ({@link Decay}). Room for
 * {@link #CAPACITY} categories; the one least heard of makes room for a new one.
 */
public final class Feedback {

  /** How many categories are kept. */
  public static final int CAPACITY = 16;

  /** What a user can do with a recommended item. */
  public enum Answer {
    SHOWN,
    ACCEPTED,
    DISMISSED
  }

  private static final long SECONDS_PER_DAY = 86_400;
  private static final int ANSWERS = Answer.values().length;

  private final int[] category = new int[CAPACITY];
  private final int[] count = new int[CAPACITY * ANSWERS];
  private int size;
  private long day;

  Feedback() {}

  /**
   * Counts an answer to an item of a category (its 24-bit hash) on a day (days since 1970-01-01).
   */
  public void observe(int categoryHash, Answer answer, long epochDay) {
    advanceTo(epochDay);
    int place = find(categoryHash);
    if (place < 0) {
      place = room();
      category[place] = categoryHash;
      for (int i = 0; i < ANSWERS; i++) {
        count[place * ANSWERS + i] = 0;
      }
    }
    int cell = place * ANSWERS + answer.ordinal();
    count[cell] = Decay.plusOne(count[cell], day - epochDay);
  }

  /**
   * The fading count, in sixteenths, as of the last day counted; 0 for a category that is not kept.
   */
  public int count(int categoryHash, Answer answer) {
    int place = find(categoryHash);
    return place < 0 ? 0 : count[place * ANSWERS + answer.ordinal()];
  }

  private int find(int categoryHash) {
    for (int i = 0; i < size; i++) {
      if (category[i] == categoryHash) {
        return i;
      }
    }
    return -1;
  }

  private int room() {
    if (size < CAPACITY) {
      return size++;
    }
    int least = 0;
    for (int i = 1; i < size; i++) {
      if (total(i) < total(least)) {
        least = i;
      }
    }
    return least;
  }

  private int total(int place) {
    int total = 0;
    for (int i = 0; i < ANSWERS; i++) {
      total += count[place * ANSWERS + i];
    }
    return total;
  }

  private void advanceTo(long epochDay) {
    if (epochDay <= day) {
      return;
    }
    for (int i = 0; i < size * ANSWERS; i++) {
      count[i] = Decay.after(count[i], epochDay - day);
    }
    day = epochDay;
  }

  boolean isBlank() {
    return size == 0;
  }

  void clear() {
    size = 0;
    day = 0;
  }

  void write(ByteBuffer out, long newestEventAt) {
    Varints.putSigned(out, newestEventAt / SECONDS_PER_DAY - day);
    out.put((byte) size);
    for (int i = 0; i < size; i++) {
      out.put((byte) (category[i] >> 16)).put((byte) (category[i] >> 8)).put((byte) category[i]);
      for (int j = 0; j < ANSWERS; j++) {
        Varints.put(out, count[i * ANSWERS + j]);
      }
    }
  }

  void read(ByteBuffer in, long newestEventAt) {
    day = newestEventAt / SECONDS_PER_DAY - Varints.getSigned(in);
    int entries = in.get();
    if (entries < 0 || entries > CAPACITY) {
      throw new CorruptProfileException(entries + " categories of feedback");
    }
    size = entries;
    for (int i = 0; i < size; i++) {
      category[i] = (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
      for (int j = 0; j < ANSWERS; j++) {
        count[i * ANSWERS + j] = Varints.get(in, Decay.MAX, "a count of feedback");
      }
    }
  }
}
