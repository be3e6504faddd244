package dev.attune.models.habit;

import dev.attune.models.token.EventKind;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.ItemKey;
import dev.attune.models.token.NotificationOutcome;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.schemas.notification.NotificationCategory;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The last 64 tokens of a user, oldest first: what a new model release rebuilds its state from, and
 * what short-term evidence is counted in.
 *
 * <p>Encoded in a little over two bytes a token: type and gap in one byte, then the item by its
 * place in a list of the distinct ones, unless the type says it already; hours of the week and
 * places as runs.
 */
public final class RecentTokens {

  /** How many tokens are kept. */
  public static final int CAPACITY = 64;

  private static final int MASK = CAPACITY - 1;
  private static final int LONGEST_HOUR_RUN = 15;
  private static final int MUCH_LATER = 15;
  private static final int LONGEST_PLACE_RUN = 31;
  private static final int MAX_ENCODED_SIZE = 1 + CAPACITY * (1 + 1 + 3 + 2 + 1);
  // Logs without unlocks: an app opened half an hour and more after anything starts a session.
  private static final int LONG_GAP = 11;

  private static final int OPENED = EventType.APP_OPENED.ordinal();
  private static final int CLOSED = EventType.APP_CLOSED.ordinal();
  private static final int UNLOCKED = EventType.DEVICE_UNLOCKED.ordinal();
  // Two types that mostly say their item: what was opened last, and nothing. With another item they
  // are written as types that do not exist.
  private static final int TYPES = EventType.values().length;
  private static final int CLOSED_OTHER = 14;
  private static final int UNLOCKED_OTHER = 15;

  // Notifications are written by category; the outcome follows from the type.
  private static final int FIRST_CATEGORY = 128;
  private static final int[][] NOTIFICATIONS = notifications();

  private final int[] item = new int[CAPACITY];
  private final byte[] typeAndGap = new byte[CAPACITY];
  private final short[] hourOfWeek = new short[CAPACITY];
  private final byte[] place = new byte[CAPACITY];
  private int first;
  private int size;

  /** Without any token. */
  public RecentTokens() {}

  /** Replaces what is here by the same as another's. */
  public void copyFrom(RecentTokens other) {
    first = other.first;
    size = other.size;
    System.arraycopy(other.item, 0, item, 0, CAPACITY);
    System.arraycopy(other.typeAndGap, 0, typeAndGap, 0, CAPACITY);
    System.arraycopy(other.hourOfWeek, 0, hourOfWeek, 0, CAPACITY);
    System.arraycopy(other.place, 0, place, 0, CAPACITY);
  }

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

  /** The place of the token at {@code index}, ordinal of PlaceClass. */
  public int place(int index) {
    return place[at(index)];
  }

  /** Type and place of the token at {@code index} as one number, see {@link EventKind}. */
  public int kind(int index) {
    return EventKind.of(type(index), place(index));
  }

  /** Adds a token; the oldest goes when there are 64. */
  public void add(Token token) {
    int end = first + size & MASK;
    if (size == CAPACITY) {
      first = first + 1 & MASK;
    } else {
      size++;
    }
    item[end] = token.itemHash();
    typeAndGap[end] = (byte) (token.type().ordinal() << 4 | token.gapBucket());
    hourOfWeek[end] = (short) token.hourOfWeek();
    place[end] = (byte) token.place();
  }

  /**
   * The app that was opened last in the session that a token to come continues, by {@link
   * ItemHash}; {@link ItemHash#NONE} if it would be the first.
   */
  public int previousApp(Token next) {
    if (startsSession(next.type().ordinal(), next.gapBucket())) {
      return ItemHash.NONE;
    }
    for (int i = size - 1; i >= 0; i--) {
      if (type(i) == OPENED) {
        return item(i);
      }
      if (startsSession(i)) {
        return ItemHash.NONE;
      }
    }
    return ItemHash.NONE;
  }

  boolean startsSession(int index) {
    return startsSession(type(index), gap(index));
  }

  private static boolean startsSession(int type, int gap) {
    return type == UNLOCKED || type == OPENED && gap >= LONG_GAP;
  }

  private int at(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return first + index & MASK;
  }

  /** Forgets everything. */
  public void clear() {
    first = 0;
    size = 0;
  }

  /**
   * Writes the compact form.
   *
   * @param habits of the same user; their items are not written once more
   */
  public void writeTo(ByteBuffer out, Habits habits) {
    DirectBytes direct = new DirectBytes(out, MAX_ENCODED_SIZE);
    byte[] bytes = direct.array();
    int[] known = new int[Habits.CAPACITY + size];
    int items = items(habits, known);
    int end = direct.start();
    bytes[end++] = (byte) size;
    int openedLast = ItemHash.NONE;
    for (int i = 0; i < size; i++) {
      int hash = item(i);
      int type = type(i);
      int written = written(type, hash, openedLast);
      bytes[end++] = (byte) (written << 4 | gap(i));
      openedLast = type == OPENED ? hash : openedLast;
      if (written == CLOSED || written == UNLOCKED) {
        continue;
      }
      int category = category(type, hash);
      if (category >= 0) {
        bytes[end++] = (byte) (FIRST_CATEGORY + category);
        continue;
      }
      int at = indexOf(known, items, hash);
      bytes[end++] = (byte) at;
      if (at == items) {
        known[items++] = hash;
        bytes[end++] = (byte) (hash >> 16);
        bytes[end++] = (byte) (hash >> 8);
        bytes[end++] = (byte) hash;
      }
    }
    end = writeHours(bytes, end);
    direct.end(writePlaces(bytes, end));
  }

  /**
   * Replaces what is here by what {@link #writeTo} wrote.
   *
   * @param habits as they were when it was written
   * @throws IllegalArgumentException if the bytes can't be that; what was here is then undefined
   */
  public void readFrom(ByteBuffer in, Habits habits) {
    clear();
    try {
      int count = in.get();
      if (count < 0 || count > CAPACITY) {
        throw new IllegalArgumentException("there are " + count + " recent tokens");
      }
      int[] known = new int[Habits.CAPACITY + count];
      int items = items(habits, known);
      int openedLast = ItemHash.NONE;
      for (int i = 0; i < count; i++) {
        int head = in.get() & 0xFF;
        int written = head >> 4;
        int type = read(written);
        typeAndGap[i] = (byte) (type << 4 | head & 0xF);
        if (written == CLOSED || written == UNLOCKED) {
          item[i] = written == CLOSED ? openedLast : ItemHash.NONE;
          continue;
        }
        int at = in.get() & 0xFF;
        if (at >= FIRST_CATEGORY) {
          item[i] = notification(type, at - FIRST_CATEGORY);
        } else if (at > items) {
          throw new IllegalArgumentException("a token refers to item " + at + " of " + items);
        } else {
          if (at == items) {
            known[items++] = (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
          }
          item[i] = known[at];
        }
        openedLast = type == OPENED ? item[i] : openedLast;
      }
      readHours(in, count);
      readPlaces(in, count);
      size = count;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the recent tokens end too early", e);
    }
  }

  private static int written(int type, int hash, int openedLast) {
    if (type == CLOSED && hash != openedLast) {
      return CLOSED_OTHER;
    }
    return type == UNLOCKED && hash != ItemHash.NONE ? UNLOCKED_OTHER : type;
  }

  private static int read(int written) {
    return written == CLOSED_OTHER ? CLOSED : written == UNLOCKED_OTHER ? UNLOCKED : written;
  }

  /**
   * Runs of one hour: hours since the run before and length, four bits each; 15 hours is an hour of
   * its own.
   */
  private int writeHours(byte[] bytes, int start) {
    int end = start;
    int before = 0;
    for (int i = 0; i < size; ) {
      int hour = hourOfWeek(i);
      int run = 1;
      while (run < LONGEST_HOUR_RUN && i + run < size && hourOfWeek(i + run) == hour) {
        run++;
      }
      int later = Math.floorMod(hour - before, Tokenizer.HOURS_OF_WEEK);
      bytes[end++] = (byte) (Math.min(later, MUCH_LATER) << 4 | run);
      if (later >= MUCH_LATER) {
        bytes[end++] = (byte) hour;
      }
      before = hour;
      i += run;
    }
    return end;
  }

  private void readHours(ByteBuffer in, int count) {
    int hour = 0;
    for (int i = 0; i < count; ) {
      int both = in.get() & 0xFF;
      int later = both >> 4;
      int run = both & LONGEST_HOUR_RUN;
      hour =
          later == MUCH_LATER
              ? in.get() & 0xFF
              : Math.floorMod(hour + later, Tokenizer.HOURS_OF_WEEK);
      if (hour >= Tokenizer.HOURS_OF_WEEK || run == 0 || i + run > count) {
        throw new IllegalArgumentException("a run of " + run + " tokens in hour " + hour);
      }
      Arrays.fill(hourOfWeek, i, i + run, (short) hour);
      i += run;
    }
  }

  /** Runs of one place: the place in three bits, the length in five. */
  private int writePlaces(byte[] bytes, int start) {
    int end = start;
    for (int i = 0; i < size; ) {
      int run = 1;
      while (run < LONGEST_PLACE_RUN && i + run < size && place(i + run) == place(i)) {
        run++;
      }
      bytes[end++] = (byte) (place(i) << 5 | run);
      i += run;
    }
    return end;
  }

  private void readPlaces(ByteBuffer in, int count) {
    for (int i = 0; i < count; ) {
      int both = in.get() & 0xFF;
      int run = both & LONGEST_PLACE_RUN;
      if (run == 0 || i + run > count) {
        throw new IllegalArgumentException("a run of " + run + " tokens at a place");
      }
      Arrays.fill(place, i, i + run, (byte) (both >> 5));
      i += run;
    }
  }

  /** The items that need not be written once more: those of the habits, in their order. */
  private static int items(Habits habits, int[] into) {
    for (int i = 0; i < habits.size(); i++) {
      into[i] = habits.item(i);
    }
    return habits.size();
  }

  private static int indexOf(int[] known, int items, int hash) {
    int at = 0;
    while (at < items && known[at] != hash) {
      at++;
    }
    return at;
  }

  /** The category whose notification this is, -1 if it is none. */
  private static int category(int type, int hash) {
    int[] hashes = NOTIFICATIONS[type];
    for (int category = 0; category < hashes.length; category++) {
      if (hashes[category] == hash) {
        return category;
      }
    }
    return -1;
  }

  private static int notification(int type, int category) {
    if (type >= TYPES || category >= NOTIFICATIONS[type].length) {
      throw new IllegalArgumentException("a token of type " + type + " is no notification");
    }
    return NOTIFICATIONS[type][category];
  }

  /** Item hashes by type and category. */
  private static int[][] notifications() {
    int[][] hashes = new int[TYPES][0];
    EventType[] types = {
      EventType.NOTIFICATION_POSTED,
      EventType.NOTIFICATION_OPENED,
      EventType.NOTIFICATION_DISMISSED,
      EventType.NOTIFICATION_IGNORED
    };
    for (int i = 0; i < types.length; i++) {
      NotificationOutcome outcome = NotificationOutcome.values()[i];
      hashes[types[i].ordinal()] =
          Arrays.stream(NotificationCategory.values())
              .mapToInt(category -> ItemHash.of(ItemKey.notification(category, outcome)))
              .toArray();
    }
    return hashes;
  }
}
