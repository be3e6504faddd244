package dev.attune.evaluate.history;

import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.training.NotificationAnswers;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Makes the history of one user from usage events, by the tokenizer that serves. The first event is
 * never asked about, since nothing was known before it.
 */
public final class HistoryBuilder {

  private final String user;
  private final String region;
  private final List<UsageEvent> events = new ArrayList<>();
  private final List<Integer> oracle = new ArrayList<>();
  private final BitSet asked = new BitSet();
  private int testFrom = -1;

  /** Without events. */
  public HistoryBuilder(String user, String region) {
    this.user = user;
    this.region = region;
  }

  /**
   * Adds the next event, in the order of time. Every opened app is asked about.
   *
   * @throws IllegalArgumentException if it happened before the one before it
   */
  public void add(UsageEvent event) {
    add(event, true, History.NO_PLACE);
  }

  /**
   * Adds the next event.
   *
   * @param ask whether it is asked about, if it opens an app
   * @param oraclePlace the place that an oracle gave it, or {@link History#NO_PLACE}
   * @throws IllegalArgumentException if it happened before the one before it
   */
  public void add(UsageEvent event, boolean ask, int oraclePlace) {
    int at = events.size();
    if (at > 0 && event.getOccurredAt() < events.get(at - 1).getOccurredAt()) {
      throw new IllegalArgumentException("the events of " + user + " are not in order of time");
    }
    asked.set(at, at > 0 && ask && EventType.of(event) == EventType.APP_OPENED);
    events.add(event);
    oracle.add(oraclePlace);
  }

  /** What is added from now on belongs to the test period; calling it again changes nothing. */
  public void startTest() {
    if (testFrom < 0) {
      testFrom = events.size();
    }
  }

  /** The history of what was added. */
  public History build() {
    int size = events.size();
    byte[] answers = NotificationAnswers.of(events);
    List<Token> tokens = new ArrayList<>(size);
    int[] localDay = new int[size];
    long[] occurredAt = new long[size];
    byte[] place = new byte[size];
    byte[] category = new byte[size];
    short[] oraclePlace = new short[size];
    Arrays.fill(category, (byte) History.NOTHING);
    long previous = Tokenizer.NO_PREVIOUS;
    for (int i = 0; i < size; i++) {
      UsageEvent event = events.get(i);
      tokens.add(Tokenizer.token(event, previous));
      previous = event.getOccurredAt();
      occurredAt[i] = previous;
      localDay[i] = (int) Tokenizer.localDay(previous, event.getContext().getUtcOffsetMinutes());
      place[i] = (byte) event.getContext().getPlace().ordinal();
      oraclePlace[i] = (short) (int) oracle.get(i);
      if (event.getPayload() instanceof NotificationPosted posted
          && answers[i] != NotificationAnswers.UNKNOWN) {
        category[i] = (byte) posted.getCategory().ordinal();
      }
    }
    return new History(
        user,
        region,
        tokens,
        localDay,
        occurredAt,
        place,
        category,
        answers,
        oraclePlace,
        (BitSet) asked.clone(),
        testFrom < 0 ? size : testFrom);
  }
}
