package dev.attune.models.habit;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;

/**
 * Makes the features of candidates ({@link RankFeatures}) from what is kept of a user. Training and
 * serving both use this class, so that they can't disagree.
 *
 * <p>Set it to a user and a moment with {@link #of}, then ask for any number of candidates. Holds
 * arrays that every call uses again and allocates nothing; not thread-safe.
 */
public final class RankEvidence {

  // The share of times that the app before comes back, before anything is known: 1 of 5.
  private static final float BOUNCES = 1;
  private static final float CHANCES = 5;

  // By vocabulary row; what was not written in this round counts as zero.
  private float[] beside = new float[0];
  private float[] after = new float[0];
  private int[] written = new int[0];
  private int round;

  // By rank of the habit.
  private final int[] recentUses = new int[Habits.CAPACITY];
  private final int[] sessionUses = new int[Habits.CAPACITY];
  private final int[] recentNext = new int[Habits.CAPACITY];
  private final int[] usesThisHour = new int[Habits.CAPACITY];

  private final int[] opened = new int[RecentTokens.CAPACITY];
  private final boolean[] opener = new boolean[RecentTokens.CAPACITY];
  private int opens;

  private Habits habits = new Habits();
  private int daypart;
  private boolean weekend;
  private int hourOfWeek;
  private int place;
  private int last; // of the session, by hash
  private int before;
  private int lastRank;
  private int nexts;
  private int sessionLength;
  private int sessionFirst;
  private float uses;
  private float daypartUses;
  private float placeUses;
  private float fastUses;
  private float openerUses;
  private float routine;
  private float logEvidence;
  private float familiarity;
  private float bounce;

  /** Without a user; {@link #of} comes first. */
  public RankEvidence() {}

  /**
   * Goes to a user and a moment.
   *
   * @param vocabulary of the model that is to be asked
   * @param neighbors of the same model
   * @param userHabits the user's habits, which must not change until the last candidate is asked
   *     for
   * @param recent the user's recent tokens up to the last event
   * @param hour the local hour of the week of the last event, 0 to 167
   * @param placeOrdinal its place, ordinal of {@link dev.attune.schemas.usage.PlaceClass}
   */
  public void of(
      Vocabulary vocabulary,
      ItemNeighbors neighbors,
      Habits userHabits,
      RecentTokens recent,
      int hour,
      int placeOrdinal) {
    habits = userHabits;
    daypart = Habits.daypart(Habits.checkHour(hour));
    weekend = Habits.weekend(hour);
    hourOfWeek = hour;
    place = placeOrdinal;
    followSessions(recent);
    lastRank = last == ItemHash.NONE ? -1 : habits.find(last);
    countNexts();
    sum();
    lookAround(vocabulary, neighbors);
  }

  /**
   * Writes the {@link RankFeatures#COUNT} features of a candidate.
   *
   * @param itemHash the candidate, by {@link ItemHash}
   * @param index its vocabulary row
   */
  public void features(int itemHash, int index, float[] out, int offset) {
    int row = habits.rankOf(itemHash);
    if (row < 0) {
      Arrays.fill(out, offset, offset + RankFeatures.FIRST_CONTEXT, 0f);
    } else {
      counts(row, out, offset);
      moment(row, itemHash, out, offset);
    }
    out[offset + RankFeatures.SESSION_START] = sessionLength == 0 ? 1f : 0f;
    out[offset + RankFeatures.ROUTINE] = routine;
    out[offset + RankFeatures.LOG_EVIDENCE] = logEvidence;
    out[offset + RankFeatures.FAMILIARITY] = familiarity;
    out[offset + RankFeatures.BOUNCE] = bounce;
    out[offset + RankFeatures.SURPRISE] = habits.surprise();
    boolean near = written[index] == round;
    out[offset + RankFeatures.BESIDE] = near ? beside[index] : 0f;
    out[offset + RankFeatures.AFTER] = near ? after[index] : 0f;
  }

  private void counts(int row, float[] out, int offset) {
    float total = habits.total(row);
    float here = habits.atPlace(row, place);
    out[offset + RankFeatures.LOG_TOTAL] = log1p(total);
    out[offset + RankFeatures.LOG_DAYPART] = LogCount.log(habits.level(row, daypart));
    out[offset + RankFeatures.LOG_DAY_KIND] = log1p(onDayKind(row));
    out[offset + RankFeatures.SHARE] = share(total, uses);
    out[offset + RankFeatures.DAYPART_SHARE] = share(habits.value(row, daypart), daypartUses);
    out[offset + RankFeatures.RECENCY] = row < Habits.RECENT ? 1f / (1 + row) : 0f;
    out[offset + RankFeatures.IS_LAST] = row == 0 ? 1f : 0f;
    out[offset + RankFeatures.IS_HABIT] = 1f;
    out[offset + RankFeatures.LOG_PLACE] = log1p(here);
    out[offset + RankFeatures.PLACE_SHARE] = share(here, placeUses);
    out[offset + RankFeatures.LOG_FAST] = LogCount.log(habits.level(row, Habits.FAST));
    out[offset + RankFeatures.FAST_SHARE] = share(habits.value(row, Habits.FAST), fastUses);
  }

  private void moment(int row, int itemHash, float[] out, int offset) {
    boolean start = sessionLength == 0;
    boolean usualHour = start && habits.openerHour(row) == hourOfWeek % 24;
    out[offset + RankFeatures.LOG_OPENER] =
        start ? LogCount.log(habits.level(row, Habits.OPENER)) : 0f;
    out[offset + RankFeatures.OPENER_SHARE] =
        start ? share(habits.value(row, Habits.OPENER), openerUses) : 0f;
    out[offset + RankFeatures.LOG_OPENER_HOUR] =
        usualHour ? LogCount.log(habits.level(row, Habits.OPENER_HOUR)) : 0f;
    out[offset + RankFeatures.SESSION_LAST] = itemHash == last ? 1f : 0f;
    out[offset + RankFeatures.SESSION_BEFORE] = itemHash == before ? 1f : 0f;
    out[offset + RankFeatures.LOG_SESSION] = log1p(sessionUses[row]);
    out[offset + RankFeatures.LOG_RECENT] = log1p(recentUses[row]);
    out[offset + RankFeatures.RECENT_SHARE] = share(recentUses[row], opens);
    int next = lastRank < 0 ? -1 : habits.nextCell(lastRank, itemHash);
    float followed = next < 0 ? 0f : habits.value(lastRank, next);
    out[offset + RankFeatures.LOG_NEXT] =
        next < 0 ? 0f : LogCount.log(habits.level(lastRank, next));
    out[offset + RankFeatures.NEXT_SHARE] =
        next < 0 ? 0f : followed / Math.max(followed, habits.total(lastRank));
    out[offset + RankFeatures.RECENT_NEXT_SHARE] = share(recentNext[row], nexts);
    out[offset + RankFeatures.LOG_THIS_HOUR] = log1p(usesThisHour[row]);
  }

  private float onDayKind(int row) {
    float onWeekend = habits.value(row, Habits.WEEKEND);
    return weekend ? onWeekend : Math.max(0f, habits.total(row) - onWeekend);
  }

  /** Finds what was opened in which session, how often, and what came back. */
  private void followSessions(RecentTokens recent) {
    Arrays.fill(recentUses, 0);
    Arrays.fill(usesThisHour, 0);
    startSession();
    opens = 0;
    int chances = 0;
    int bounces = 0;
    for (int i = 0; i < recent.size(); i++) {
      if (recent.startsSession(i)) {
        startSession();
      }
      if (recent.type(i) != EventType.APP_OPENED.ordinal() || recent.item(i) == ItemHash.NONE) {
        continue;
      }
      int item = recent.item(i);
      opened[opens] = item;
      sessionFirst = sessionLength == 0 ? item : sessionFirst;
      opener[opens++] = sessionLength++ == 0;
      if (before != ItemHash.NONE) {
        chances++;
        bounces += item == before ? 1 : 0;
      }
      if (item != last) {
        before = last;
        last = item;
      }
      int row = habits.find(item);
      if (row >= 0) {
        recentUses[row]++;
        usesThisHour[row] += recent.hourOfWeek(i) == hourOfWeek ? 1 : 0;
        sessionUses[row]++;
      }
    }
    bounce = (bounces + BOUNCES) / (chances + CHANCES);
  }

  private void startSession() {
    last = ItemHash.NONE;
    before = ItemHash.NONE;
    sessionLength = 0;
    sessionFirst = ItemHash.NONE;
    Arrays.fill(sessionUses, 0);
  }

  private void countNexts() {
    Arrays.fill(recentNext, 0);
    nexts = 0;
    if (last == ItemHash.NONE) {
      return;
    }
    for (int i = 1; i < opens; i++) {
      if (!opener[i] && opened[i - 1] == last && opened[i] != last) {
        nexts++;
        int row = habits.find(opened[i]);
        if (row >= 0) {
          recentNext[row]++;
        }
      }
    }
  }

  private void sum() {
    uses = 0;
    daypartUses = 0;
    placeUses = 0;
    fastUses = 0;
    openerUses = 0;
    for (int row = 0; row < habits.size(); row++) {
      uses += habits.total(row);
      daypartUses += habits.value(row, daypart);
      placeUses += habits.atPlace(row, place);
      fastUses += habits.value(row, Habits.FAST);
      openerUses += habits.value(row, Habits.OPENER);
    }
    logEvidence = log1p(uses);
    int first = habits.rankOf(sessionFirst);
    boolean usual = first >= 0 && habits.openerHour(first) == hourOfWeek % 24;
    routine = usual ? LogCount.log(habits.level(first, Habits.OPENER_HOUR)) : 0f;
    familiarity = 0;
    for (int row = 0; row < habits.size(); row++) {
      familiarity += Math.min(share(habits.total(row), uses), share(recentUses[row], opens));
    }
  }

  private void lookAround(Vocabulary vocabulary, ItemNeighbors neighbors) {
    if (written.length < vocabulary.size()) {
      beside = new float[vocabulary.size()];
      after = new float[vocabulary.size()];
      written = new int[vocabulary.size()];
      round = 0;
    }
    round++;
    for (int row = 0; row < habits.size(); row++) {
      float weight = share(habits.total(row), uses);
      int from = vocabulary.indexOfHash(habits.item(row));
      spread(neighbors, ItemNeighbors.BESIDE, from, weight, beside);
    }
    if (last != ItemHash.NONE) {
      spread(neighbors, ItemNeighbors.AFTER, vocabulary.indexOfHash(last), 1f, after);
    }
  }

  private void spread(ItemNeighbors neighbors, int relation, int from, float weight, float[] into) {
    int end = neighbors.end(relation, from);
    for (int at = neighbors.begin(relation, from); at < end; at++) {
      int row = neighbors.row(relation, at);
      if (written[row] != round) {
        written[row] = round;
        beside[row] = 0f;
        after[row] = 0f;
      }
      into[row] += weight * neighbors.weight(relation, at);
    }
  }

  private static float log1p(float value) {
    return (float) StrictMath.log1p(value);
  }

  private static float share(float part, float whole) {
    return whole > 0f ? part / whole : 0f;
  }
}
