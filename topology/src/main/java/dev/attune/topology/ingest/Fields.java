package dev.attune.topology.ingest;

import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.SettingChanged;
import dev.attune.schemas.usage.UsageEvent;

/** Whether the fields of an event hold what the schema's documentation allows. */
final class Fields {

  static final int LONGEST_ITEM_ID = 128;
  static final int LONGEST_VALUE = 64;

  // A phone whose clock was never set says 1970; nothing can be learned from its hours.
  static final long EARLIEST = 946_684_800; // 2000-01-01
  static final long LATEST = 253_402_300_799L; // 9999-12-31

  private static final int DEVICE_BYTES = 8;
  private static final int DECISION_BYTES = 16;
  private static final int MIN_OFFSET = -720;
  private static final int MAX_OFFSET = 840;
  private static final int OFFSET_STEP = 15;

  private Fields() {}

  static boolean areValid(UsageEvent event) {
    return event.getDevice() != null
        && event.getDevice().bytes().length == DEVICE_BYTES
        && event.getSequence() >= 1
        && event.getOccurredAt() >= EARLIEST
        && event.getOccurredAt() <= LATEST
        && isValid(event.getContext())
        && isValidPayload(event.getPayload());
  }

  private static boolean isValid(Context context) {
    return context != null
        && context.getLocalHour() >= 0
        && context.getLocalHour() <= 23
        && context.getUtcOffsetMinutes() >= MIN_OFFSET
        && context.getUtcOffsetMinutes() <= MAX_OFFSET
        && context.getUtcOffsetMinutes() % OFFSET_STEP == 0;
  }

  private static boolean isValidPayload(Object payload) {
    if (payload instanceof AppOpened opened) {
      return isItem(opened.getApp());
    } else if (payload instanceof AppClosed closed) {
      return isItem(closed.getApp()) && closed.getDurationSeconds() >= 0;
    } else if (payload instanceof NotificationPosted posted) {
      return isItem(posted.getApp()) && posted.getCategory() != null;
    } else if (payload instanceof NotificationAnswered answered) {
      return isItem(answered.getApp())
          && answered.getCategory() != null
          && answered.getAnswer() != null
          && answered.getAfterSeconds() >= 0;
    } else if (payload instanceof SettingChanged changed) {
      return isItem(changed.getSetting())
          && changed.getValue() != null
          && changed.getValue().length() <= LONGEST_VALUE;
    } else if (payload instanceof NotificationSettingChosen chosen) {
      return chosen.getCategory() != null && chosen.getImportance() != null;
    } else if (payload instanceof ContentSeen seen) {
      return isItem(seen.getContent()) && seen.getDurationSeconds() >= 0;
    } else if (payload instanceof RecommendationShown shown) {
      return isItem(shown.getItem())
          && shown.getDecision().bytes().length == DECISION_BYTES
          && shown.getPosition() >= 0;
    } else if (payload instanceof RecommendationAccepted accepted) {
      return isItem(accepted.getItem()) && accepted.getDecision().bytes().length == DECISION_BYTES;
    } else if (payload instanceof RecommendationDismissed dismissed) {
      return isItem(dismissed.getItem())
          && dismissed.getDecision().bytes().length == DECISION_BYTES;
    }
    return payload instanceof DeviceUnlocked;
  }

  /** Printable ASCII without spaces: what the catalog's ids are made of. */
  private static boolean isItem(String id) {
    if (id == null || id.isEmpty() || id.length() > LONGEST_ITEM_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      if (id.charAt(i) <= ' ' || id.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }
}
