package dev.attune.topology.profile;

import dev.attune.models.habit.Habits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What was last sent to a user and when it was last decided: for change suppression, for rate
 * limits, and to know whose list holds an item that may not be offered any more. Times are in
 * seconds since 1970-01-01T00:00Z, on the clock of events; 0 is never.
 *
 * <p>The items of the list are known by their 24-bit hashes, in their order; one list in 16 million
 * that differs in one item is taken for the same until it expires.
 */
public final class Outbox {

  /** The most items of a list. */
  public static final int MOST_ITEMS = 20;

  private static final int NO_HABIT = 0x7F;
  private static final int NOTHING_SENT = 0xFF;

  private final int[] listed = new int[MOST_ITEMS];
  private int listSize;
  private boolean listSent;
  private long listDecidedAt;
  private long listExpiresAt;
  private int settingsFingerprint;
  private long settingsDecidedAt;

  Outbox() {}

  /** Whether a list was ever sent. */
  public boolean hasList() {
    return listSent;
  }

  /** Whether anything was ever sent. */
  public boolean hasSent() {
    return listSent || settingsFingerprint != 0;
  }

  /** How many items the last list sent has. */
  public int listSize() {
    return listSize;
  }

  /** The 24-bit hash of the item at a place of the last list sent. */
  public int listed(int place) {
    if (place >= listSize) {
      throw new IndexOutOfBoundsException(place);
    }
    return listed[place];
  }

  /** Whether the last list sent has exactly these items in this order. */
  public boolean isListed(int... hashes) {
    return listSent && Arrays.equals(listed, 0, listSize, hashes, 0, hashes.length);
  }

  /** When a list was last decided, sent or not. */
  public long listDecidedAt() {
    return listDecidedAt;
  }

  /** When the last list sent stops being of use. */
  public long listExpiresAt() {
    return listExpiresAt;
  }

  /** The 24-bit fingerprint of the last settings sent; 0 when none were. */
  public int settingsFingerprint() {
    return settingsFingerprint;
  }

  /** When settings were last decided, sent or not. */
  public long settingsDecidedAt() {
    return settingsDecidedAt;
  }

  /** A list was decided, but not sent. */
  public void listDecided(long at) {
    listDecidedAt = at;
  }

  /**
   * A list was decided and sent.
   *
   * @param hashes the 24-bit hashes of its items, at most {@link #MOST_ITEMS}
   */
  public void listSent(long at, long expiresAt, int... hashes) {
    listDecidedAt = at;
    listExpiresAt = expiresAt;
    listSent = true;
    listSize = hashes.length;
    System.arraycopy(hashes, 0, listed, 0, hashes.length);
  }

  /** Settings were decided, but not sent. */
  public void settingsDecided(long at) {
    settingsDecidedAt = at;
  }

  /** Settings were decided and sent. */
  public void settingsSent(long at, int fingerprint) {
    settingsDecidedAt = at;
    settingsFingerprint = fingerprint;
  }

  boolean isBlank() {
    return listDecidedAt == 0 && settingsDecidedAt == 0;
  }

  void clear() {
    listSize = 0;
    listSent = false;
    listDecidedAt = 0;
    listExpiresAt = 0;
    settingsFingerprint = 0;
    settingsDecidedAt = 0;
  }

  /** Items that are habits are written as their place among them. */
  void write(ByteBuffer out, long newestEventAt, Habits habits) {
    out.put((byte) (listSent ? listSize : NOTHING_SENT));
    for (int i = 0; i < listSize; i++) {
      int place = place(habits, listed[i]);
      out.put((byte) place);
      if (place == NO_HABIT) {
        putHash(out, listed[i]);
      }
    }
    putHash(out, settingsFingerprint);
    Varints.putSigned(out, newestEventAt - listDecidedAt);
    if (listSent) {
      Varints.putSigned(out, listExpiresAt - listDecidedAt);
    }
    Varints.putSigned(out, newestEventAt - settingsDecidedAt);
  }

  void read(ByteBuffer in, long newestEventAt, Habits habits) {
    int size = in.get() & 0xFF;
    listSent = size != NOTHING_SENT;
    listSize = listSent ? size : 0;
    if (listSize > MOST_ITEMS) {
      throw new CorruptProfileException("a list of " + listSize + " items");
    }
    for (int i = 0; i < listSize; i++) {
      int place = in.get();
      if (place != NO_HABIT && (place < 0 || place >= habits.size())) {
        throw new CorruptProfileException("a list refers to habit " + place);
      }
      listed[i] = place == NO_HABIT ? getHash(in) : habits.item(place);
    }
    settingsFingerprint = getHash(in);
    listDecidedAt = newestEventAt - Varints.getSigned(in);
    listExpiresAt = listSent ? listDecidedAt + Varints.getSigned(in) : 0;
    settingsDecidedAt = newestEventAt - Varints.getSigned(in);
  }

  private static void putHash(ByteBuffer out, int hash) {
    out.put((byte) (hash >> 16)).put((byte) (hash >> 8)).put((byte) hash);
  }

  private static int getHash(ByteBuffer in) {
    return (in.get() & 0xFF) << 16 | (in.get() & 0xFF) << 8 | in.get() & 0xFF;
  }

  private static int place(Habits habits, int hash) {
    for (int i = 0; i < habits.size(); i++) {
      if (habits.item(i) == hash) {
        return i;
      }
    }
    return NO_HABIT;
  }
}
