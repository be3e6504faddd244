package dev.attune.models.training;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.UsageEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Finds what happened later to each posted notification. An answer belongs to the open notification
 * of its app and category whose time is nearest to when the answer says it was delivered.
 */
public final class NotificationAnswers {

  /** It was dismissed or ignored. */
  public static final byte NOT_OPENED = 0;

  /** It was opened. */
  public static final byte OPENED = 1;

  /** No answer is known, or it is no posted notification. */
  public static final byte UNKNOWN = (byte) 255;

  private NotificationAnswers() {}

  /**
   * For each event: 1 opened, 0 not opened, 255 not known, or no posted notification.
   *
   * @param events of one user, in the order of time
   */
  public static byte[] of(List<UsageEvent> events) {
    byte[] answers = new byte[events.size()];
    Arrays.fill(answers, UNKNOWN);
    Map<Source, List<Integer>> open = new HashMap<>();
    for (int i = 0; i < answers.length; i++) {
      Object payload = events.get(i).getPayload();
      if (payload instanceof NotificationPosted posted) {
        Source source = new Source(posted.getApp(), posted.getCategory());
        open.computeIfAbsent(source, key -> new ArrayList<>()).add(i);
      } else if (payload instanceof NotificationAnswered answered) {
        Source source = new Source(answered.getApp(), answered.getCategory());
        long delivered = events.get(i).getOccurredAt() - answered.getAfterSeconds();
        int posted = takeNearest(open.getOrDefault(source, List.of()), events, delivered);
        if (posted >= 0) {
          answers[posted] = outcome(answered.getAnswer());
        }
      }
    }
    return answers;
  }

  private static int takeNearest(List<Integer> open, List<UsageEvent> events, long delivered) {
    int nearest = -1;
    long distance = Long.MAX_VALUE;
    for (int candidate : open) {
      long apart = Math.abs(events.get(candidate).getOccurredAt() - delivered);
      if (apart < distance) {
        nearest = candidate;
        distance = apart;
      }
    }
    Iterator<Integer> all = open.iterator();
    while (all.hasNext()) {
      if (all.next() == nearest) {
        all.remove();
      }
    }
    return nearest;
  }

  private static byte outcome(NotificationAnswer answer) {
    return switch (answer) {
      case OPENED -> OPENED;
      case DISMISSED, IGNORED -> NOT_OPENED;
      case UNKNOWN -> UNKNOWN;
    };
  }

  /** What an answer names of the notification it answers. */
  private record Source(String app, NotificationCategory category) {}
}
