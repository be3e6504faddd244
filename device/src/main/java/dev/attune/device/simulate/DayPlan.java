package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import dev.attune.schemas.usage.PlaceClass;

/**
 * Where the user is during one local day and when they are awake; a pure function of the user and
 * the day. Minutes count from the day's midnight; bedtime may lie beyond 1440, in the night that
 * follows.
 */
final class DayPlan {
  final long day;

  /** 1 Monday to 7 Sunday. */
  final int dayOfWeek;

  final boolean weekend;
  final boolean workday;
  final int wake;
  final int sleep;

  /** Minute of the alarm, -1 when none is set. */
  final int alarm;

  /** Whether the user is abroad or otherwise off the home network today. */
  final boolean roaming;

  // the place is places[i] from minute starts[i] until starts[i + 1]
  private final int[] starts = new int[8];
  private final PlaceClass[] places = new PlaceClass[8];
  private int stays;

  DayPlan(Traits traits, long day) {
    RandomStream random = new RandomStream(traits.seed, traits.user, Purpose.DAY, day);
    this.day = day;
    dayOfWeek = dayOfWeek(day);
    weekend = dayOfWeek >= 6;
    workday = traits.workMinutes > 0 && !weekend && !random.chance(0.06);
    int lieIn = weekend ? 70 : 0;
    wake =
        Math.max(240, traits.wakeMinute + lieIn + (int) ((workday ? 9 : 25) * random.gaussian()));
    sleep =
        Math.max(
            wake + 600,
            traits.sleepMinute
                + (dayOfWeek == 5 || dayOfWeek == 6 ? 45 : 0)
                + (int) (22 * random.gaussian()));
    alarm =
        traits.alarm == Traits.AlarmDays.DAILY
                || traits.alarm == Traits.AlarmDays.WORKDAYS && workday
            ? wake
            : -1;
    roaming = random.chance(0.004);
    stay(0, PlaceClass.HOME);
    if (workday) {
      int leave = wake + (int) random.uniform(40, 65);
      int arrive = leave + Math.max(8, traits.commuteMinutes + (int) (4 * random.gaussian()));
      int leaveWork = arrive + traits.workMinutes + (int) (20 * random.gaussian());
      int home = leaveWork + Math.max(8, traits.commuteMinutes + (int) (5 * random.gaussian()));
      stay(leave, PlaceClass.TRANSIT);
      stay(arrive, PlaceClass.WORK);
      stay(leaveWork, PlaceClass.TRANSIT);
      if (random.chance(0.2)) {
        stay(home, PlaceClass.OTHER);
        home += (int) random.uniform(50, 140);
      }
      stay(home, PlaceClass.HOME);
    } else if (random.chance(0.65)) {
      int leave = Math.max(wake + 40, (int) random.uniform(600, 960));
      int ride = (int) random.uniform(10, 35);
      int back = leave + ride + (int) random.uniform(50, 240);
      stay(leave, PlaceClass.TRANSIT);
      stay(leave + ride, PlaceClass.OTHER);
      stay(back, PlaceClass.TRANSIT);
      stay(back + ride, PlaceClass.HOME);
    }
  }

  /** 1 Monday to 7 Sunday, of a day since 1970-01-01, which was a Thursday. */
  static int dayOfWeek(long day) {
    return (int) Math.floorMod(day + 3, 7L) + 1;
  }

  PlaceClass placeAt(int minute) {
    int i = stays - 1;
    while (starts[i] > minute) {
      i--;
    }
    return places[i];
  }

  private void stay(int from, PlaceClass place) {
    starts[stays] = from;
    places[stays++] = place;
  }
}
