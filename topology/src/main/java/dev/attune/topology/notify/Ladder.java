package dev.attune.topology.notify;

import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;

/**
 * The settings a category can have, from silent to loud. Between two neighbors lie two thresholds
 * of the rate at which the user opens notifications of the category: one to go down, a higher one
 * to come back up, so that a rate that wavers moves nothing.
 */
enum Ladder {
  MUTED(-3, NotificationImportance.MIN, NotificationDelivery.DIGEST, 3, 80),
  QUIET(-2, NotificationImportance.LOW, NotificationDelivery.DIGEST, Ladder.NO_CAP, 200),
  CAPPED(-1, NotificationImportance.DEFAULT, NotificationDelivery.IMMEDIATE, 10, 350),
  NORMAL(0, NotificationImportance.DEFAULT, NotificationDelivery.IMMEDIATE, Ladder.NO_CAP, 650),
  LOUD(1, NotificationImportance.HIGH, NotificationDelivery.IMMEDIATE, Ladder.NO_CAP, 1001);

  static final int NO_CAP = -1;

  private static final Ladder[] STEPS = values();
  private static final int[] DOWN_BELOW = {0, 40, 120, 250, 500};

  private final int step;
  private final NotificationImportance importance;
  private final NotificationDelivery delivery;
  private final int dailyCap;
  private final int upAbove;

  /**
   * @param upAbove the rate, in thousandths, from which the category goes one step up
   */
  Ladder(
      int step,
      NotificationImportance importance,
      NotificationDelivery delivery,
      int dailyCap,
      int upAbove) {
    this.step = step;
    this.importance = importance;
    this.delivery = delivery;
    this.dailyCap = dailyCap;
    this.upAbove = upAbove;
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
  Ladder at(int permille) {
    int place = ordinal();
    while (place > 0 && permille < DOWN_BELOW[place]) {
      place--;
    }
    if (place < ordinal()) {
      return STEPS[place];
    }
    while (place < STEPS.length - 1 && permille >= STEPS[place].upAbove) {
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
