package dev.attune.device.simulate;

import dev.attune.schemas.usage.PlaceClass;
import java.util.ArrayList;
import java.util.List;

/**
 * A personal habit of opening certain apps one after the other, at most once a day.
 *
 * @param trigger what starts it
 * @param hour the first local hour in which it may start
 * @param apps the apps in order, by number
 */
record Routine(Trigger trigger, int hour, List<Integer> apps) {

  /** What starts a routine, at the start of a session. */
  enum Trigger {
    /** The alarm was dismissed. */
    ALARM,
    /** On the way, on a workday, within two hours from the routine's hour. */
    COMMUTE,
    /** Every day within an hour from the routine's hour. */
    HOUR
  }

  boolean starts(Surroundings now, boolean alarmDismissed) {
    int since = now.hour() - hour;
    return switch (trigger) {
      case ALARM -> alarmDismissed;
      case COMMUTE ->
          now.place() == PlaceClass.TRANSIT && now.plan.workday && since >= 0 && since < 3;
      case HOUR -> since >= 0 && since < 1;
    };
  }

  /** The routines of a user, drawn from the apps they use. */
  static List<Routine> draw(Traits traits, Repertoire repertoire, RandomStream random) {
    List<Routine> routines = new ArrayList<>();
    int wakeHour = traits.wakeMinute / 60;
    if (traits.alarm != Traits.AlarmDays.NEVER) {
      AppCategory third = random.chance(0.5) ? AppCategory.COMMUNICATION : AppCategory.SOCIAL;
      add(routines, repertoire, Trigger.ALARM, 0, AppCategory.WEATHER, AppCategory.NEWS, third);
    }
    if (traits.workMinutes > 0) {
      add(
          routines,
          repertoire,
          Trigger.COMMUTE,
          wakeHour,
          AppCategory.NAVIGATION,
          AppCategory.MUSIC);
    }
    if (random.chance(0.6)) {
      AppCategory[] midday =
          random.chance(0.5)
              ? new AppCategory[] {AppCategory.NEWS, AppCategory.FINANCE}
              : new AppCategory[] {AppCategory.COMMUNICATION, AppCategory.SHOPPING};
      add(routines, repertoire, Trigger.HOUR, 12 + random.below(2), midday);
    }
    if (random.chance(0.8)) {
      AppCategory[] evening =
          random.chance(0.5)
              ? new AppCategory[] {AppCategory.SOCIAL, AppCategory.VIDEO}
              : new AppCategory[] {AppCategory.HEALTH, AppCategory.GAMES};
      add(routines, repertoire, Trigger.HOUR, 19 + random.below(3), evening);
    }
    return routines;
  }

  private static void add(
      List<Routine> routines,
      Repertoire repertoire,
      Trigger trigger,
      int hour,
      AppCategory... categories) {
    List<Integer> apps = new ArrayList<>();
    for (AppCategory category : categories) {
      int app = repertoire.favorite(category);
      if (app >= 0) {
        apps.add(app);
      }
    }
    if (apps.size() >= 2) {
      routines.add(new Routine(trigger, hour, List.copyOf(apps)));
    }
  }
}
