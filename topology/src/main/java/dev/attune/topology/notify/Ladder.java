package dev.attune.topology.notify;

import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;

/** The settings a category can have, from silent to loud. */
enum Ladder {
  MUTED(-3, NotificationImportance.MIN, NotificationDelivery.DIGEST, 3),
  QUIET(-2, NotificationImportance.LOW, NotificationDelivery.DIGEST, Ladder.NO_CAP),
  CAPPED(-1, NotificationImportance.DEFAULT, NotificationDelivery.IMMEDIATE, 10),
  NORMAL(0, NotificationImportance.DEFAULT, NotificationDelivery.IMMEDIATE, Ladder.NO_CAP),
  LOUD(1, NotificationImportance.HIGH, NotificationDelivery.IMMEDIATE, Ladder.NO_CAP);

  static final int NO_CAP = -1;

  private static final Ladder[] STEPS = values();

  private final int step;
  private final NotificationImportance importance;
  private final NotificationDelivery delivery;
  private final int dailyCap;

  Ladder(int step, NotificationImportance importance, NotificationDelivery delivery, int dailyCap) {
    this.step = step;
    this.importance = importance;
    this.delivery = delivery;
    this.dailyCap = dailyCap;
  }

  /** The setting that a profile keeps as this step. */
  static Ladder ofStep(int step) {
    for (Ladder setting : STEPS) {
      if (setting.step == step) {
        return setting;
      }
    }
    throw new IllegalArgumentException("no setting has step " + step);
  }

  /** Where a category that stands here goes, at this rate in thousandths. */
  Ladder at(int permille, Thresholds thresholds) {
    int place = ordinal();
    while (place > 0 && permille < thresholds.downBelow(place)) {
      place--;
    }
    if (place < ordinal()) {
      return STEPS[place];
    }
    while (place < STEPS.length - 1 && permille >= thresholds.upFrom(place)) {
      place++;
    }
    return STEPS[place];
  }

  int step() {
    return step;
  }

  NotificationImportance importance() {
    return importance;
  }

  NotificationDelivery delivery() {
    return delivery;
  }

  int dailyCap() {
    return dailyCap;
  }
}
