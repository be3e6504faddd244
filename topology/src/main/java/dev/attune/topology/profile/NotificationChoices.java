package dev.attune.topology.profile;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The notification settings in force for a user: per category a step on the ladder of loudness, or
 * the importance the user chose by hand; one hour for the digest; quiet hours. Each with the hour
 * it last changed, so that settings don't flap.
 */
public final class NotificationChoices {

  /** An hour of day that is not set. */
  public static final int NO_HOUR = 31;

  private static final int CATEGORIES = Engagement.CATEGORIES;
  private static final int NOT_PINNED = 0;
  private static final long SECONDS_PER_HOUR = 3600;

  private final byte[] step = new byte[CATEGORIES];
  private final byte[] pinned = new byte[CATEGORIES];
  private final long[] changedAtHour = new long[CATEGORIES];
  private int digestHour = NO_HOUR;
  private int quietFrom = NO_HOUR;
  private int quietUntil = NO_HOUR;
  private long quietChangedAtHour;

  NotificationChoices() {}

  /** The category's step on the ladder, -8 to 7; 0 is where every category starts. */
  public int step(int category) {
    return step[category];
  }

  /** When the step last changed, in hours since 1970-01-01T00:00Z; 0 for never. */
  public long changedAtHour(int category) {
    return changedAtHour[category];
  }

  /** Moves a category to another step. */
  public void move(int category, int newStep, long epochHour) {
    if (newStep < -8 || newStep > 7) {
      throw new IllegalArgumentException("no step: " + newStep);
    }
    step[category] = (byte) newStep;
    changedAtHour[category] = epochHour;
  }

  /** The ordinal of the importance the user chose by hand; 0 when they chose none. */
  public int pinned(int category) {
    return pinned[category];
  }

  /** Keeps the importance (its ordinal, above 0) that the user chose by hand. */
  public void pin(int category, int importance) {
    if (importance <= NOT_PINNED || importance > 15) {
      throw new IllegalArgumentException("no importance: " + importance);
    }
    pinned[category] = (byte) importance;
  }

  /** The user gave the choice back. */
  public void unpin(int category) {
    pinned[category] = NOT_PINNED;
  }

  /** The local hour of the digest, 0 to 23, or {@link #NO_HOUR}. */
  public int digestHour() {
    return digestHour;
  }

  /** Sets the local hour of the digest. */
  public void digestAt(int hour) {
    digestHour = hour;
  }

  /** The first quiet local hour, 0 to 23, or {@link #NO_HOUR} when there are no quiet hours. */
  public int quietFrom() {
    return quietFrom;
  }

  /** The first local hour that is no longer quiet, 0 to 23, or {@link #NO_HOUR}. */
  public int quietUntil() {
    return quietUntil;
  }

  /** When the quiet hours last changed, in hours since 1970-01-01T00:00Z; 0 for never. */
  public long quietChangedAtHour() {
    return quietChangedAtHour;
  }

  /** Sets the quiet hours; both {@link #NO_HOUR} for none. */
  public void quiet(int from, int until, long epochHour) {
    quietFrom = from;
    quietUntil = until;
    quietChangedAtHour = epochHour;
  }

  boolean isBlank() {
    if (digestHour != NO_HOUR || quietFrom != NO_HOUR || quietChangedAtHour != 0) {
      return false;
    }
    for (int i = 0; i < CATEGORIES; i++) {
      if (isKept(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean isKept(int category) {
    return step[category] != 0 || pinned[category] != NOT_PINNED || changedAtHour[category] != 0;
  }

  void clear() {
    Arrays.fill(step, (byte) 0);
    Arrays.fill(pinned, (byte) NOT_PINNED);
    Arrays.fill(changedAtHour, 0);
    digestHour = NO_HOUR;
    quiet(NO_HOUR, NO_HOUR, 0);
  }

  void write(ByteBuffer out, long newestEventAt) {
    long base = newestEventAt / SECONDS_PER_HOUR;
    int kept = 0;
    for (int i = 0; i < CATEGORIES; i++) {
      if (isKept(i)) {
        kept |= 1 << i;
      }
    }
    out.putShort((short) kept);
    for (int i = 0; i < CATEGORIES; i++) {
      if ((kept >> i & 1) == 1) {
        out.put((byte) ((step[i] & 0xF) << 4 | pinned[i]));
        Varints.putSigned(out, base - changedAtHour[i]);
      }
    }
    out.put((byte) digestHour).put((byte) quietFrom).put((byte) quietUntil);
    Varints.putSigned(out, base - quietChangedAtHour);
  }

  void read(ByteBuffer in, long newestEventAt) {
    long base = newestEventAt / SECONDS_PER_HOUR;
    clear();
    int kept = in.getShort();
    for (int i = 0; i < CATEGORIES; i++) {
      if ((kept >> i & 1) == 1) {
        byte both = in.get();
        step[i] = (byte) (both >> 4);
        pinned[i] = (byte) (both & 0xF);
        changedAtHour[i] = base - Varints.getSigned(in);
      }
    }
    digestHour = hour(in);
    quietFrom = hour(in);
    quietUntil = hour(in);
    quietChangedAtHour = base - Varints.getSigned(in);
  }

  private static int hour(ByteBuffer in) {
    int hour = in.get();
    if (hour < 0 || hour >= Engagement.HOURS && hour != NO_HOUR) {
      throw new CorruptProfileException("an hour of day is " + hour);
    }
    return hour;
  }
}
