package dev.attune.models.habit;

import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.Fp16;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one user does often: decayed counts of at most {@link #CAPACITY} items by part of the day
 * and by weekend, in the order of last use. Counts halve in {@link #HALF_LIFE_DAYS} whole local
 * days of event time; what fell under {@link #FORGOTTEN_BELOW} is forgotten.
 *
 * <p>A new item takes the place of the least used item that is not among the {@link #RECENT} used
 * last. That is the replacement of the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005)
 * with two changes: the newcomer does not inherit the count it replaces, since here counts are
 * features and must not be too large, and in exchange it is safe until {@link #RECENT} other items
 * were used, so that a new habit gets its chance.
 *
 * <p>Counts are kept as values that 16 bits can hold, so that writing and reading change nothing
 * and results do not depend on when a profile was stored. Mutable, not thread-safe; {@link
 * #observe} and {@link #features} allocate nothing.
 */
public final class Habits {

  /** The most items kept. */
  public static final int CAPACITY = 20;

  /** How many of the items used last count as recent. */
  public static final int RECENT = 8;

  /** Days in which a count halves. */
  public static final int HALF_LIFE_DAYS = 14;

  /** An item with fewer decayed uses is dropped; a single use is, after 84 days. */
  public static final float FORGOTTEN_BELOW = 1f / 64;

  /** The most bytes that {@link #writeTo} writes. */
  public static final int MAX_ENCODED_SIZE = 1 + 4 + CAPACITY * 13;

  private static final int DAYPARTS = 4;
  private static final int HOURS_PER_DAYPART = 6;
  private static final int FIRST_WEEKEND_HOUR = 5 * 24;
  private static final int WEEKEND = DAYPARTS;
  private static final int COUNTS = DAYPARTS + 1;
  private static final float[] DECAY = new float[256];

  static {
    for (int days = 0; days < DECAY.length; days++) {
      // StrictMath gives the same bits on every machine.
      DECAY[days] = (float) StrictMath.pow(2, -days / (double) HALF_LIFE_DAYS);
    }
  }

  // Rows in the order of last use, the latest first: at most 20, so that moving them is cheap.
  private final int[] items = new int[CAPACITY];
  private final float[] counts = new float[CAPACITY * COUNTS];
  private final float[] moved = new float[COUNTS];
  private final float[] sums = new float[DAYPARTS];
  private int size;
  private int day;

  /** Without any habit. */
  public Habits() {}

  /**
   * Counts one use.
   *
   * @param itemHash the item, by {@link ItemHash}; {@link ItemHash#NONE} is not counted
   * @param hourOfWeek the local hour of the week, 0 to 167
   * @param localDay the local day of the use, days since 1970-01-01; a day before the newest seen
   *     is counted as if it were the newest
   */
  public void observe(int itemHash, int hourOfWeek, long localDay) {
    checkHour(hourOfWeek);
    if (itemHash == ItemHash.NONE) {
      return;
    }
    decayTo(localDay);
    int row = find(itemHash);
    if (row < 0) {
      row = size < CAPACITY ? size++ : leastUsed();
      items[row] = itemHash;
      Arrays.fill(counts, row * COUNTS, (row + 1) * COUNTS, 0f);
    }
    addOne(row * COUNTS + daypart(hourOfWeek));
    if (weekend(hourOfWeek)) {
      addOne(row * COUNTS + WEEKEND);
    }
    moveToFront(row);
    sum();
  }

  /**
   * Writes the {@link RankFeatures#COUNT} features of a candidate, as of the last use counted.
   *
   * @param itemHash the candidate, by {@link ItemHash}
   * @param hourOfWeek the local hour of the week asked for, 0 to 167
   */
  public void features(int itemHash, int hourOfWeek, float[] out, int offset) {
    checkHour(hourOfWeek);
    int row = itemHash == ItemHash.NONE ? -1 : find(itemHash);
    if (row < 0) {
      Arrays.fill(out, offset, offset + RankFeatures.COUNT, 0f);
      return;
    }
    int daypart = daypart(hourOfWeek);
    float total = total(row);
    float inDaypart = counts[row * COUNTS + daypart];
    float onWeekend = counts[row * COUNTS + WEEKEND];
    float dayKind = weekend(hourOfWeek) ? onWeekend : Math.max(0f, total - onWeekend);
    float all = sums[0] + sums[1] + sums[2] + sums[3];
    out[offset + RankFeatures.LOG_TOTAL] = log1p(total);
    out[offset + RankFeatures.LOG_DAYPART] = log1p(inDaypart);
    out[offset + RankFeatures.LOG_DAY_KIND] = log1p(dayKind);
    out[offset + RankFeatures.SHARE] = share(total, all);
    out[offset + RankFeatures.DAYPART_SHARE] = share(inDaypart, sums[daypart]);
    out[offset + RankFeatures.RECENCY] = row < RECENT ? 1f / (1 + row) : 0f;
    out[offset + RankFeatures.IS_LAST] = row == 0 ? 1f : 0f;
    out[offset + RankFeatures.IS_HABIT] = 1f;
  }

  /** How many items there are. */
  public int size() {
    return size;
  }

  /** The item used k distinct items ago, by {@link ItemHash}; 0 is the one used last. */
  public int item(int k) {
    return items[checkRank(k)];
  }

  /** The decayed uses of the item used k distinct items ago. */
  public float uses(int k) {
    return total(checkRank(k));
  }

  /** How many bytes {@link #writeTo} writes. */
  public int encodedSize() {
    return 1 + 4 + size * 13;
  }

  /**
   * Writes a compact form, big-endian whatever the buffer's order: the number of items (1 byte),
   * the newest day (4), then for each item in order of last use its hash (3) and its counts for
   * night, morning, afternoon, evening and weekend (binary16, 2 each).
   */
  public void writeTo(ByteBuffer out) {
    out.put((byte) size);
    put(out, day, 4);
    for (int row = 0; row < size; row++) {
      put(out, items[row], 3);
      for (int i = 0; i < COUNTS; i++) {
        put(out, Fp16.fromFloat(counts[row * COUNTS + i]), 2);
      }
    }
  }

  /**
   * Replaces what is here by what {@link #writeTo} wrote.
   *
   * @throws IllegalArgumentException if the bytes can't be that; what was here is then undefined
   */
  public void readFrom(ByteBuffer in) {
    try {
      size = in.get() & 0xFF;
      if (size > CAPACITY) {
        throw new IllegalArgumentException(
            "habits of " + size + " items are more than " + CAPACITY);
      }
      day = get(in, 4);
      for (int row = 0; row < size; row++) {
        items[row] = get(in, 3);
        for (int i = 0; i < COUNTS; i++) {
          counts[row * COUNTS + i] = checkCount(Fp16.toFloat((short) get(in, 2)));
        }
        if (items[row] == ItemHash.NONE || find(items[row]) != row) {
          throw new IllegalArgumentException("habits have no item, or one twice, in row " + row);
        }
      }
      sum();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("habits end too early", e);
    }
  }

  private void decayTo(long localDay) {
    int to = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, localDay));
    if (size == 0) {
      day = to;
      return;
    }
    long days = (long) to - day;
    if (days <= 0) {
      return;
    }
    day = to;
    float factor = days < DECAY.length ? DECAY[(int) days] : 0f;
    int kept = 0;
    for (int row = 0; row < size; row++) {
      for (int i = row * COUNTS; i < (row + 1) * COUNTS; i++) {
        counts[i] = Fp16.round(counts[i] * factor);
      }
      if (total(row) >= FORGOTTEN_BELOW) {
        items[kept] = items[row];
        System.arraycopy(counts, row * COUNTS, counts, kept * COUNTS, COUNTS);
        kept++;
      }
    }
    size = kept;
  }

  private int find(int itemHash) {
    for (int row = 0; row < size; row++) {
      if (items[row] == itemHash) {
        return row;
      }
    }
    return -1;
  }

  private int leastUsed() {
    int least = RECENT;
    for (int row = RECENT + 1; row < size; row++) {
      // Of equals the one unused for longest.
      if (total(row) <= total(least)) {
        least = row;
      }
    }
    return least;
  }

  private void moveToFront(int row) {
    int item = items[row];
    System.arraycopy(counts, row * COUNTS, moved, 0, COUNTS);
    System.arraycopy(items, 0, items, 1, row);
    System.arraycopy(counts, 0, counts, COUNTS, row * COUNTS);
    items[0] = item;
    System.arraycopy(moved, 0, counts, 0, COUNTS);
  }

  private void sum() {
    Arrays.fill(sums, 0f);
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < DAYPARTS; i++) {
        sums[i] += counts[row * COUNTS + i];
      }
    }
  }

  private void addOne(int index) {
    counts[index] = Fp16.round(counts[index] + 1f);
  }

  private float total(int row) {
    int first = row * COUNTS;
    return counts[first] + counts[first + 1] + counts[first + 2] + counts[first + 3];
  }

  private int checkRank(int k) {
    if (k < 0 || k >= size) {
      throw new IllegalArgumentException("there are " + size + " habits, none has rank " + k);
    }
    return k;
  }

  private static float checkCount(float count) {
    if (!(count >= 0f && count < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("habits have a count of " + count);
    }
    return count;
  }

  private static void checkHour(int hourOfWeek) {
    if (hourOfWeek < 0 || hourOfWeek >= Tokenizer.HOURS_OF_WEEK) {
      throw new IllegalArgumentException("the hour of the week is " + hourOfWeek);
    }
  }

  private static int daypart(int hourOfWeek) {
    return hourOfWeek % 24 / HOURS_PER_DAYPART;
  }

  private static boolean weekend(int hourOfWeek) {
    return hourOfWeek >= FIRST_WEEKEND_HOUR;
  }

  private static float log1p(float value) {
    return (float) StrictMath.log1p(value);
  }

  private static float share(float part, float whole) {
    return whole > 0f ? part / whole : 0f;
  }

  private static void put(ByteBuffer out, int value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out.put((byte) (value >>> shift));
    }
  }

  private static int get(ByteBuffer in, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | in.get() & 0xFF;
    }
    return value;
  }
}
