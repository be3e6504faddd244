package dev.attune.evaluate.loop;

import dev.attune.schemas.notification.NotificationCategory;
import java.util.HashMap;
import java.util.Map;

/** The sums of one life: by day, and by day and category of notifications. */
final class Diary {

  static final int CATEGORIES = NotificationCategory.values().length;

  private final double[][] measures;
  private final double[][][] notices;
  private final int firstDayOfOffers;
  private final Map<String, Integer> shown = new HashMap<>();
  private final Map<String, Integer> offered = new HashMap<>();

  /**
   * @param firstDayOfOffers from this day on it counts which items are offered
   */
  Diary(int days, int firstDayOfOffers) {
    measures = new double[days][Measure.values().length];
    notices = new double[days][CATEGORIES][Notice.values().length];
    this.firstDayOfOffers = firstDayOfOffers;
  }

  int days() {
    return measures.length;
  }

  void add(int day, Measure measure, double amount) {
    if (day >= 0 && day < measures.length) {
      measures[day][measure.ordinal()] += amount;
    }
  }

  void add(int day, NotificationCategory category, Notice notice, double amount) {
    if (day >= 0 && day < notices.length) {
      notices[day][category.ordinal()][notice.ordinal()] += amount;
    }
  }

  void shown(int day, String item) {
    if (day >= firstDayOfOffers) {
      shown.merge(item, 1, Integer::sum);
    }
  }

  void offered(int day, String item) {
    if (day >= firstDayOfOffers) {
      offered.merge(item, 1, Integer::sum);
    }
  }

  /** How often each item was shown. */
  Map<String, Integer> shown() {
    return Map.copyOf(shown);
  }

  /** How often each item was in a list that reached the phone. */
  Map<String, Integer> offered() {
    return Map.copyOf(offered);
  }

  /** The sum over days, the last one exclusive. */
  double sum(Measure measure, int fromDay, int toDay) {
    double sum = 0;
    for (int day = Math.max(0, fromDay); day < Math.min(toDay, measures.length); day++) {
      sum += measures[day][measure.ordinal()];
    }
    return sum;
  }

  /** The sum over days and all categories. */
  double sum(Notice notice, int fromDay, int toDay) {
    double sum = 0;
    for (int category = 0; category < CATEGORIES; category++) {
      sum += sum(notice, category, fromDay, toDay);
    }
    return sum;
  }

  /** The sum over days for a category. */
  double sum(Notice notice, int category, int fromDay, int toDay) {
    double sum = 0;
    for (int day = Math.max(0, fromDay); day < Math.min(toDay, notices.length); day++) {
      sum += notices[day][category][notice.ordinal()];
    }
    return sum;
  }
}
