package dev.attune.models.session;

import dev.attune.models.token.EventType;

/** What is part of a session, as the sampler was trained on sessions. */
public final class SessionRule {

  /** The gap bucket from which on it is a silence: 2^10 seconds. */
  private static final int SILENCE = 10;

  private SessionRule() {}

  /** Whether a silence came before the event, so that it begins anew. */
  public static boolean isSilent(EventType type, int gap) {
    return gap >= SILENCE && type != EventType.APP_CLOSED;
  }

  /** Whether it belongs to a session; what Attune itself offered does not. */
  public static boolean isPart(EventType type) {
    return switch (type) {
      case APP_OPENED,
          APP_CLOSED,
          NOTIFICATION_POSTED,
          NOTIFICATION_OPENED,
          NOTIFICATION_DISMISSED,
          SETTING_CHANGED,
          CONTENT_SEEN ->
          true;
      default -> false;
    };
  }
}
