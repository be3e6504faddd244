package dev.attune.evaluate.history;

import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import java.util.BitSet;
import java.util.List;

/**
 * All events of one user in the order of time, as a model sees them, and at which of them is asked
 * which app is opened. Made by {@link HistoryBuilder}. Immutable.
 */
public final class History {

  /** An event that is not asked about, or an oracle that is not known. */
  public static final int NO_PLACE = -1;

  /** Neither posted notification nor known answer. */
  public static final int NOTHING = 255;

  private final String user;
  private final String region;
  private final List<Token> tokens;
  private final int[] localDay;
  private final long[] occurredAt;
  private final byte[] place;
  private final byte[] category;
  private final byte[] answer;
  private final short[] oracle;
  private final BitSet asked;
  private final int testFrom;

  History(
      String user,
      String region,
      List<Token> tokens,
      int[] localDay,
      long[] occurredAt,
      byte[] place,
      byte[] category,
      byte[] answer,
      short[] oracle,
      BitSet asked,
      int testFrom) {
    this.user = user;
    this.region = region;
    this.tokens = List.copyOf(tokens);
    this.localDay = localDay;
    this.occurredAt = occurredAt;
    this.place = place;
    this.category = category;
    this.answer = answer;
    this.oracle = oracle;
    this.asked = asked;
    this.testFrom = testFrom;
  }

  /** Who it is; only to tell users apart. */
  public String user() {
    return user;
  }

  /** Where the user lives. */
  public String region() {
    return region;
  }

  /** How many events there are. */
  public int size() {
    return tokens.size();
  }

  /** An event. */
  public Token token(int event) {
    return tokens.get(event);
  }

  /** On which day of the user, days since 1970-01-01 in local time. */
  public int localDay(int event) {
    return localDay[event];
  }

  /** When, in seconds since the epoch. */
  public long occurredAt(int event) {
    return occurredAt[event];
  }

  /** Where: an ordinal of {@link dev.attune.schemas.usage.PlaceClass}. */
  public int place(int event) {
    return place[event];
  }

  /** Whether an app was opened. */
  public boolean opensApp(int event) {
    return tokens.get(event).type() == EventType.APP_OPENED;
  }

  /** Whether rankers are asked which app is opened in this event, from all before it. */
  public boolean asked(int event) {
    return asked.get(event);
  }

  /** How many events are asked about. */
  public int questions() {
    return asked.cardinality();
  }

  /** The last event that is asked about, or -1. */
  public int lastQuestion() {
    return asked.length() - 1;
  }

  /** How many events come before the test period; all of them if none is in it. */
  public int testFrom() {
    return testFrom;
  }

  /**
   * The place from 0 that an oracle, which knows the user, gives to the app that is opened; {@link
   * #NO_PLACE} if there is no oracle.
   */
  public int oracle(int event) {
    return oracle[event];
  }

  /**
   * The ordinal of a posted notification's category if it is known whether it was opened, else
   * {@link #NOTHING}.
   */
  public int answeredCategory(int event) {
    return category[event] & 0xFF;
  }

  /** Whether the notification posted in this event was opened later. */
  public boolean opened(int event) {
    return answer[event] == 1;
  }

  /** Events a day, over the days from the first to the last event. */
  public double eventsPerDay() {
    return size() == 0 ? 0 : size() / (1.0 + localDay[size() - 1] - localDay[0]);
  }
}
