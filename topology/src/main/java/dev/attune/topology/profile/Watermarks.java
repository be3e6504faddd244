package dev.attune.topology.profile;

import java.nio.ByteBuffer;

/**
 * What has been seen of each phone of a user: the highest sequence and a window of the 64 sequences
 * up to it, so that a retry counts once. The scheme is the anti-replay window of RFC 4303, section
 * 3.4.3.
 *
 * <p>Room for {@link #CAPACITY} phones. A phone that was silent for {@link #IDLE_DAYS} days gives
 * its place to a new one.
 */
public final class Watermarks {

  /** How many phones are remembered. */
  public static final int CAPACITY = 8;

  /**
   * After how many silent days of event time a phone may be forgotten; longer than events are kept.
   */
  public static final int IDLE_DAYS = 30;

  private static final int WINDOW = 64;
  private static final long SECONDS_PER_DAY = 86_400;

  private final long[] device = new long[CAPACITY];
  private final long[] last = new long[CAPACITY];
  private final long[] window = new long[CAPACITY];
  private final long[] day = new long[CAPACITY];
  private int size;

  Watermarks() {}

  /** What a sequence is to a phone. */
  public enum Sighting {
    /** Not seen before; it is now. */
    NEW,
    /** Seen before, or too old to tell. */
    SEEN,
    /** Of one phone more than a user may have. */
    TOO_MANY_DEVICES
  }

  /** How many phones are remembered. */
  public int devices() {
    return size;
  }

  /**
   * Notes an event of a phone.
   *
   * @param device the phone's pseudonym, 8 bytes
   * @param sequence the event's number on that phone, from 1
   * @param epochDay the day the event happened on, in days since 1970-01-01
   */
  public Sighting observe(byte[] device, long sequence, long epochDay) {
    long key = ByteBuffer.wrap(device).getLong();
    int place = find(key);
    if (place < 0) {
      place = roomFor(epochDay);
      if (place < 0) {
        return Sighting.TOO_MANY_DEVICES;
      }
      this.device[place] = key;
      last[place] = sequence;
      window[place] = 1;
      day[place] = epochDay;
      return Sighting.NEW;
    }
    if (!advance(place, sequence)) {
      return Sighting.SEEN;
    }
    day[place] = Math.max(day[place], epochDay);
    return Sighting.NEW;
  }

  private boolean advance(int place, long sequence) {
    long ahead = sequence - last[place];
    if (ahead > 0) {
      window[place] = ahead >= WINDOW ? 1 : window[place] << ahead | 1;
      last[place] = sequence;
      return true;
    }
    long behind = -ahead;
    if (behind >= WINDOW || (window[place] >>> behind & 1) == 1) {
      return false;
    }
    window[place] |= 1L << behind;
    return true;
  }

  private int find(long key) {
    for (int i = 0; i < size; i++) {
      if (device[i] == key) {
        return i;
      }
    }
    return -1;
  }

  private int roomFor(long epochDay) {
    if (size < CAPACITY) {
      return size++;
    }
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      if (day[i] < day[oldest]) {
        oldest = i;
      }
    }
    return day[oldest] + IDLE_DAYS < epochDay ? oldest : -1;
  }

  void clear() {
    size = 0;
  }

  void write(ByteBuffer out, long newestEventAt) {
    long newestDay = newestEventAt / SECONDS_PER_DAY;
    out.put((byte) size);
    for (int i = 0; i < size; i++) {
      out.putLong(device[i]);
      Varints.put(out, last[i]);
      // Of a phone that lost nothing every bit is set: written the other way round, one byte.
      Varints.put(out, ~window[i]);
      Varints.putSigned(out, newestDay - day[i]);
    }
  }

  void read(ByteBuffer in, long newestEventAt) {
    long newestDay = newestEventAt / SECONDS_PER_DAY;
    int count = in.get();
    if (count < 0 || count > CAPACITY) {
      throw new CorruptProfileException(count + " devices");
    }
    size = count;
    for (int i = 0; i < size; i++) {
      device[i] = in.getLong();
      last[i] = Varints.get(in);
      window[i] = ~Varints.get(in);
      day[i] = newestDay - Varints.getSigned(in);
    }
  }
}
