package dev.attune.models.habit;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.schemas.usage.PlaceClass;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which apps one user opens often: decayed counts of at most {@link #CAPACITY} apps by part of the
 * day, weekend and place, as first of a session and after which other app, in the order of last
 * use. Counts halve in {@link #HALF_LIFE_DAYS} whole local days of event time, a second count of
 * each app in {@link #FAST_HALF_LIFE_USES} uses of any, so that a change is seen; what fell under
 * {@link #FORGOTTEN_BELOW} is forgotten.
 *
 * <p>Whether habits changed is tested use by use, see {@link ChangeTest}. Once it is clear that
 * they did, counts fall to about the fast ones: what was done before would only be in the way.
 *
 * <p>A new app takes the place of the least used one that is not among the {@link #RECENT} used
 * last. That is the replacement of the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005)
 * with two changes: the newcomer does not inherit the count it replaces, since here counts are
 * features and must not be too large, and in exchange it is safe until {@link #RECENT} other apps
 * were used, so that a new habit gets its chance.
 *
 * <p>Counts are kept as single bytes ({@link LogCount}), so that writing and reading change nothing
 * and results do not depend on when a profile was stored. Mutable, not thread-safe; {@link
 * #observe} allocates nothing.
 */
public final class Habits {

  /** The most apps kept. */
  public static final int CAPACITY = 28;

  /** How many of the apps used last count as recent. */
  public static final int RECENT = 8;

  /** Days in which a count halves. */
  public static final int HALF_LIFE_DAYS = 14;

  /** Uses of any app in which the fast count of an app halves. */
  public static final int FAST_HALF_LIFE_USES = 24;

  /** An app with fewer decayed uses is dropped. */
  public static final float FORGOTTEN_BELOW = 1f / 64;

  /** As the app opened before: not known, as for an event that came late. */
  public static final int UNKNOWN = -1;

  /** The most bytes that {@link #writeTo} writes. */
  public static final int MAX_ENCODED_SIZE = 1 + 4 + 1 + CAPACITY * (3 + 2 + 13 + 3);

  // Cells of an app: counts at night, in the morning, afternoon, evening, ...
  static final int DAYPARTS = 4;
  static final int WEEKEND = DAYPARTS;
  static final int WORK = 5;
  static final int TRANSIT = 6;
  static final int OTHER = 7;
  static final int FAST = 8;
  static final int OPENER = 9; // as the first of a session
  static final int OPENER_HOUR = 10; // the same in the hour of day it is mostly that
  static final int NEXT = 11; // followed by each of two apps
  static final int SUCCESSORS = 2;
  static final int CELLS = NEXT + SUCCESSORS;

  private static final int HOURS_PER_DAYPART = 6;
  private static final int FIRST_WEEKEND_HOUR = 5 * 24;
  private static final int NOWHERE = -1;
  private static final int SURPRISED = 1 << 7;
  // What an opening in another hour, or by another successor, takes from the one that is kept.
  private static final double OTHER_HOUR = -0.34;
  private static final double OTHER_SUCCESSOR = -0.5;
  private static final double KEPT = 0.1;
  private static final double FADED = StrictMath.pow(2, -1.0 / FAST_HALF_LIFE_USES);
  private static final int[] CELL_OF_PLACE = new int[EventKind.PLACES];

  static {
    Arrays.fill(CELL_OF_PLACE, NOWHERE);
    CELL_OF_PLACE[PlaceClass.WORK.ordinal()] = WORK;
    CELL_OF_PLACE[PlaceClass.TRANSIT.ordinal()] = TRANSIT;
    CELL_OF_PLACE[PlaceClass.OTHER.ordinal()] = OTHER;
  }

  // Rows in the order of last use, the latest first: at most 28, so that moving them is cheap.
  private final int[] items = new int[CAPACITY];
  private final byte[] cells = new byte[CAPACITY * CELLS];
  private final byte[] openerHour = new byte[CAPACITY];
  private final int[] successors = new int[CAPACITY * SUCCESSORS];
  private final byte[] movedCells = new byte[CELLS];
  private final int[] movedSuccessors = new int[SUCCESSORS];
  private final ChangeTest change = new ChangeTest();
  private int size;
  private int day;

  /** Without any habit. */
  public Habits() {}

  /** Forgets everything. */
  public void clear() {
    size = 0;
    day = 0;
    change.set((byte) 0);
  }

  /** Replaces what is here by the same as another's. */
  public void copyFrom(Habits other) {
    size = other.size;
    day = other.day;
    change.set(other.change.level());
    System.arraycopy(other.items, 0, items, 0, size);
    System.arraycopy(other.cells, 0, cells, 0, size * CELLS);
    System.arraycopy(other.openerHour, 0, openerHour, 0, size);
    System.arraycopy(other.successors, 0, successors, 0, size * SUCCESSORS);
  }

  /**
   * Counts an opened app.
   *
   * @param opened the opening; one without an app is not counted
   * @param localDay the local day of the use, days since 1970-01-01; a day before the newest seen
   *     is counted as if it were the newest
   * @param occurredAt when it happened, in seconds since the epoch
   * @param previous the app opened before in the same session, by {@link ItemHash}; {@link
   *     ItemHash#NONE} if this is the first, {@link #UNKNOWN}
   */
  public void observe(Token opened, long localDay, long occurredAt, int previous) {
    int itemHash = opened.itemHash();
    if (itemHash == ItemHash.NONE) {
      return;
    }
    decayTo(localDay);
    int random = (int) (occurredAt * 0x9E3779B1L) ^ itemHash;
    int row = find(itemHash);
    if (change.see(this, row, daypart(opened.hourOfWeek()))) {
      forgetWhatWasBefore(random);
    }
    fade(random);
    if (row < 0) {
      row = size < CAPACITY ? size++ : replaceLeastUsed();
      items[row] = itemHash;
      clear(row);
    }
    add(row, daypart(opened.hourOfWeek()), 1, random);
    add(row, FAST, 1, random);
    if (weekend(opened.hourOfWeek())) {
      add(row, WEEKEND, 1, random);
    }
    int place = cellOfPlace(opened.place());
    if (place != NOWHERE) {
      add(row, place, 1, random);
    }
    if (previous == ItemHash.NONE) {
      add(row, OPENER, 1, random);
      opensAt(row, opened.hourOfWeek() % 24, random);
    } else if (previous != UNKNOWN && previous != itemHash) {
      follow(previous, itemHash, random);
    }
    moveToFront(row);
  }

  /** How many apps there are. */
  public int size() {
    return size;
  }

  /** The app used k distinct apps ago, by {@link ItemHash}; 0 is the one used last. */
  public int item(int k) {
    return items[checkRank(k)];
  }

  /** The decayed uses of the app used k distinct apps ago. */
  public float uses(int k) {
    return total(checkRank(k));
  }

  /**
   * The decayed uses of the app used k distinct apps ago in the part of the day that the hour is
   * in.
   */
  public float usesAround(int k, int hourOfWeek) {
    return value(checkRank(k), daypart(checkHour(hourOfWeek)));
  }

  /** How many distinct apps ago an app was used, by {@link ItemHash}; -1 if it is no habit. */
  public int rankOf(int itemHash) {
    return itemHash == ItemHash.NONE ? -1 : find(itemHash);
  }

  /** How badly these habits explain what is used of late, 0 (as well as ever) to 1 (a change). */
  public float surprise() {
    return change.surprise();
  }

  /** How many bytes {@link #writeTo} writes. */
  public int encodedSize() {
    int bytes = 1 + 4 + (change.level() == 0 ? 0 : 1);
    for (int row = 0; row < size; row++) {
      bytes += 3 + 2;
      for (int cell = 0; cell < CELLS; cell++) {
        if (level(row, cell) != 0) {
          bytes += cell < OPENER_HOUR ? 1 : 2;
        }
      }
    }
    return bytes;
  }

  /**
   * Writes a compact form, big-endian whatever the buffer's order: the number of apps (1 byte, its
   * highest bit says that there is surprise), the newest day (4), the surprise if there is any (1),
   * then for each app in order of last use its hash (3), a bit for each count that is not zero (2),
   * and these counts (1 each): night, morning, afternoon, evening, weekend, work, transit, other
   * places, lately, first of a session, the same in the hour of day that follows, followed by the
   * app that follows as its rank (twice).
   */
  public void writeTo(ByteBuffer out) {
    DirectBytes direct = new DirectBytes(out, MAX_ENCODED_SIZE);
    byte[] bytes = direct.array();
    int end = direct.start();
    boolean surprised = change.level() != 0;
    bytes[end++] = (byte) (surprised ? size | SURPRISED : size);
    end = put(bytes, end, day, 4);
    if (surprised) {
      bytes[end++] = change.level();
    }
    for (int row = 0; row < size; row++) {
      end = put(bytes, end, items[row], 3);
      end = put(bytes, end, present(row), 2);
      for (int cell = 0; cell < CELLS; cell++) {
        byte level = level(row, cell);
        if (level != 0) {
          bytes[end++] = level;
          if (cell == OPENER_HOUR) {
            bytes[end++] = openerHour[row];
          } else if (cell >= NEXT) {
            bytes[end++] = (byte) find(successors[row * SUCCESSORS + cell - NEXT]);
          }
        }
      }
    }
    direct.end(end);
  }

  /**
   * Replaces what is here by what {@link #writeTo} wrote.
   *
   * @throws IllegalArgumentException if the bytes can't be that; what was here is then undefined
   */
  public void readFrom(ByteBuffer in) {
    try {
      int first = in.get();
      size = first & SURPRISED - 1;
      if (size > CAPACITY) {
        throw new IllegalArgumentException("habits of " + size + " apps are more than " + CAPACITY);
      }
      day = get(in, 4);
      change.set(first < 0 ? in.get() : 0);
      for (int row = 0; row < size; row++) {
        readRow(in, row);
      }
      resolveSuccessors();
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("habits end too early", e);
    }
  }

  int find(int itemHash) {
    for (int row = 0; row < size; row++) {
      if (items[row] == itemHash) {
        return row;
      }
    }
    return -1;
  }

  byte level(int row, int cell) {
    return cells[row * CELLS + cell];
  }

  float value(int row, int cell) {
    return LogCount.value(level(row, cell));
  }

  float total(int row) {
    return value(row, 0) + value(row, 1) + value(row, 2) + value(row, 3);
  }

  /** Uses at a kind of place; what is neither work nor transit nor another place is home. */
  float atPlace(int row, int place) {
    int cell = cellOfPlace(place);
    return cell != NOWHERE
        ? value(row, cell)
        : Math.max(0f, total(row) - value(row, WORK) - value(row, TRANSIT) - value(row, OTHER));
  }

  /** The hour of day in which the app is mostly the first of a session. */
  int openerHour(int row) {
    return openerHour[row];
  }

  /** The count cell in which it is kept how often {@code next} follows, -1 if it is not. */
  int nextCell(int row, int next) {
    for (int i = 0; i < SUCCESSORS; i++) {
      if (level(row, NEXT + i) != 0 && successors[row * SUCCESSORS + i] == next) {
        return NEXT + i;
      }
    }
    return -1;
  }

  static int daypart(int hourOfWeek) {
    return hourOfWeek % 24 / HOURS_PER_DAYPART;
  }

  static boolean weekend(int hourOfWeek) {
    return hourOfWeek >= FIRST_WEEKEND_HOUR;
  }

  private void opensAt(int row, int hour, int random) {
    if (level(row, OPENER_HOUR) == 0) {
      openerHour[row] = (byte) hour;
    }
    boolean usual = openerHour[row] == hour;
    add(row, OPENER_HOUR, usual ? 1 : OTHER_HOUR, random);
    forgetWhatIsZero(row);
  }

  /** Counts that {@code next} was opened after {@code previous}; two successors are kept. */
  private void follow(int previous, int next, int random) {
    int row = find(previous);
    if (row < 0) {
      return;
    }
    int known = nextCell(row, next);
    if (known >= 0) {
      add(row, known, 1, random);
      return;
    }
    int rarer = value(row, NEXT) <= value(row, NEXT + 1) ? NEXT : NEXT + 1;
    if (value(row, rarer) < 1) {
      cells[row * CELLS + rarer] = 0;
      add(row, rarer, 1, random);
      successors[row * SUCCESSORS + rarer - NEXT] = next;
    } else {
      add(row, rarer, OTHER_SUCCESSOR, random);
      forgetWhatIsZero(row);
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
    double factor = StrictMath.pow(2, -days / (double) HALF_LIFE_DAYS);
    int kept = 0;
    for (int row = 0; row < size; row++) {
      int random = items[row] * 0x9E3779B1 + to;
      for (int cell = 0; cell < CELLS; cell++) {
        int at = row * CELLS + cell;
        cells[at] = LogCount.change(cells[at], cell == FAST ? 1 : factor, 0, random + cell);
      }
      forgetWhatIsZero(row);
      if (total(row) >= FORGOTTEN_BELOW) {
        move(row, kept++);
      }
    }
    size = kept;
    forgetSuccessorsThatAreNoHabit();
  }

  /** One use passes for the fast counts. */
  private void fade(int random) {
    for (int row = 0; row < size; row++) {
      int at = row * CELLS + FAST;
      cells[at] = LogCount.change(cells[at], FADED, 0, random + row * CELLS);
    }
  }

  /**
   * Scales the counts of each app so that all uses together are hardly more than the fast count; a
   * little is left, since who changes still likes much of what was liked before.
   */
  private void forgetWhatWasBefore(int random) {
    for (int row = 0; row < size; row++) {
      float uses = total(row);
      double factor = uses > 0 ? Math.min(1, value(row, FAST) / uses + KEPT) : 0;
      for (int cell = 0; cell < CELLS; cell++) {
        int at = row * CELLS + cell;
        cells[at] = LogCount.change(cells[at], cell == FAST ? 1 : factor, 0, random + at);
      }
      forgetWhatIsZero(row);
    }
    forgetSuccessorsThatAreNoHabit();
  }

  /** What has no count has no hour and no successor, so that it need not be stored. */
  private void forgetWhatIsZero(int row) {
    if (level(row, OPENER_HOUR) == 0) {
      openerHour[row] = 0;
    }
    for (int i = 0; i < SUCCESSORS; i++) {
      if (level(row, NEXT + i) == 0) {
        successors[row * SUCCESSORS + i] = ItemHash.NONE;
      }
    }
  }

  private void forgetSuccessorsThatAreNoHabit() {
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < SUCCESSORS; i++) {
        int successor = successors[row * SUCCESSORS + i];
        if (successor != ItemHash.NONE && find(successor) < 0) {
          cells[row * CELLS + NEXT + i] = 0;
          successors[row * SUCCESSORS + i] = ItemHash.NONE;
        }
      }
    }
  }

  private int replaceLeastUsed() {
    int least = RECENT;
    for (int row = RECENT + 1; row < size; row++) {
      // Of equals the one unused for longest.
      if (total(row) <= total(least)) {
        least = row;
      }
    }
    items[least] = ItemHash.NONE;
    forgetSuccessorsThatAreNoHabit();
    return least;
  }

  private void moveToFront(int row) {
    int item = items[row];
    byte hour = openerHour[row];
    System.arraycopy(cells, row * CELLS, movedCells, 0, CELLS);
    System.arraycopy(successors, row * SUCCESSORS, movedSuccessors, 0, SUCCESSORS);
    System.arraycopy(items, 0, items, 1, row);
    System.arraycopy(openerHour, 0, openerHour, 1, row);
    System.arraycopy(cells, 0, cells, CELLS, row * CELLS);
    System.arraycopy(successors, 0, successors, SUCCESSORS, row * SUCCESSORS);
    items[0] = item;
    openerHour[0] = hour;
    System.arraycopy(movedCells, 0, cells, 0, CELLS);
    System.arraycopy(movedSuccessors, 0, successors, 0, SUCCESSORS);
  }

  private void move(int from, int to) {
    items[to] = items[from];
    openerHour[to] = openerHour[from];
    System.arraycopy(cells, from * CELLS, cells, to * CELLS, CELLS);
    System.arraycopy(successors, from * SUCCESSORS, successors, to * SUCCESSORS, SUCCESSORS);
  }

  private void clear(int row) {
    openerHour[row] = 0;
    Arrays.fill(cells, row * CELLS, (row + 1) * CELLS, (byte) 0);
    Arrays.fill(successors, row * SUCCESSORS, (row + 1) * SUCCESSORS, ItemHash.NONE);
  }

  private void add(int row, int cell, double amount, int random) {
    int at = row * CELLS + cell;
    cells[at] = LogCount.change(cells[at], 1, amount, random + cell);
  }

  private int present(int row) {
    int bits = 0;
    for (int cell = 0; cell < CELLS; cell++) {
      bits |= level(row, cell) != 0 ? 1 << cell : 0;
    }
    return bits;
  }

  private void readRow(ByteBuffer in, int row) {
    clear(row);
    items[row] = get(in, 3);
    int present = get(in, 2);
    if (items[row] == ItemHash.NONE || find(items[row]) != row || present >>> CELLS != 0) {
      throw new IllegalArgumentException("habits have no app, or one twice, in row " + row);
    }
    for (int cell = 0; cell < CELLS; cell++) {
      if ((present & 1 << cell) != 0) {
        byte level = in.get();
        if (level == 0) {
          throw new IllegalArgumentException("habits have an empty count in row " + row);
        }
        cells[row * CELLS + cell] = level;
        if (cell == OPENER_HOUR) {
          openerHour[row] = (byte) checkBelow(in.get(), 24);
        } else if (cell >= NEXT) {
          // A rank for now; the apps of later rows are not known yet.
          successors[row * SUCCESSORS + cell - NEXT] = checkBelow(in.get(), size);
        }
      }
    }
  }

  private void resolveSuccessors() {
    for (int row = 0; row < size; row++) {
      for (int i = 0; i < SUCCESSORS; i++) {
        if (level(row, NEXT + i) != 0) {
          successors[row * SUCCESSORS + i] = items[successors[row * SUCCESSORS + i]];
        }
      }
    }
  }

  private int checkRank(int k) {
    if (k < 0 || k >= size) {
      throw new IllegalArgumentException("there are " + size + " habits, none has rank " + k);
    }
    return k;
  }

  private static int checkBelow(byte value, int bound) {
    if (value < 0 || value >= bound) {
      throw new IllegalArgumentException("habits refer to " + value + " of " + bound);
    }
    return value;
  }

  static int checkHour(int hourOfWeek) {
    if (hourOfWeek < 0 || hourOfWeek >= Tokenizer.HOURS_OF_WEEK) {
      throw new IllegalArgumentException("the hour of the week is " + hourOfWeek);
    }
    return hourOfWeek;
  }

  private static int cellOfPlace(int place) {
    return CELL_OF_PLACE[place];
  }

  /** Writes the last bytes of a number; where they end. */
  private static int put(byte[] out, int from, int value, int bytes) {
    int end = from;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      out[end++] = (byte) (value >>> shift);
    }
    return end;
  }

  private static int get(ByteBuffer in, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | in.get() & 0xFF;
    }
    return value;
  }
}
