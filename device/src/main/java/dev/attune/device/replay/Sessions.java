package dev.attune.device.replay;

import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells, row by row in the order of time, what happened on each user's phone, with the unlocks that
 * logs leave out.
 */
final class Sessions {
  private static final long SILENCE_SECONDS = 600;
  private static final int APPS_OPEN = 16;

  private static final class Phone {
    String session = "";
    long lastTime = Long.MIN_VALUE / 2;
    final Map<String, Long> openedAt =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > APPS_OPEN; // closings that never come must not pile up
          }
        };
  }

  private final Map<String, Phone> phones = new HashMap<>();

  /** The payloads of the events a row stands for; none if it closes what was not open. */
  List<Object> payloads(RecordedRow row) {
    Phone phone = phones.computeIfAbsent(row.user(), any -> new Phone());
    List<Object> payloads = new ArrayList<>(2);
    Long opened = null;
    if (row.kind() == RecordedRow.Kind.CLOSED) {
      opened = phone.openedAt.remove(row.item());
      if (opened == null) {
        return payloads;
      }
    }
    boolean begins =
        row.session().isEmpty()
            ? row.time() - phone.lastTime >= SILENCE_SECONDS
            : !row.session().equals(phone.session);
    boolean unlocked = row.kind() == RecordedRow.Kind.UNLOCKED;
    if (unlocked || begins && opened == null) {
      payloads.add(new DeviceUnlocked());
      phone.session = row.session();
    }
    phone.lastTime = row.time();
    switch (row.kind()) {
      case OPENED -> {
        phone.openedAt.put(row.item(), row.time());
        payloads.add(new AppOpened(row.item()));
      }
      case CLOSED ->
          payloads.add(
              new AppClosed(
                  row.item(),
                  (int)
                      Math.min(
                          Integer.MAX_VALUE, row.time() - (opened == null ? row.time() : opened))));
      case CONTENT -> payloads.add(new ContentSeen(row.item(), 0));
      case UNLOCKED -> {}
    }
    return payloads;
  }
}
