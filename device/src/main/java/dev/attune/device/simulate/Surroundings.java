package dev.attune.device.simulate;

import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.PlaceClass;

/**
 * The user's local time, place, battery and network, as a pure function of time. Set it to a time,
 * then read it.
 */
final class Surroundings {
  static final int MINUTES_PER_DAY = 1440;
  static final int SECONDS_PER_DAY = 86_400;

  private final Traits traits;
  private final int shiftHours;

  // yesterday, today and tomorrow are enough: time goes forward
  private final DayPlan[] plans = new DayPlan[4];

  long day;
  int minute;
  DayPlan plan;

  Surroundings(Traits traits) {
    this.traits = traits;
    this.shiftHours = Math.floorDiv(traits.wakeMinute - 420 + 30, 60);
    this.plan = planOf(0);
  }

  /** Goes to a time, in seconds since 1970-01-01T00:00Z. */
  void moveTo(long time) {
    long local = time + traits.utcOffsetMinutes * 60L;
    day = Math.floorDiv(local, (long) SECONDS_PER_DAY);
    minute = (int) (Math.floorMod(local, (long) SECONDS_PER_DAY) / 60);
    plan = planOf(day);
  }

  /** When the given minute of a local day is, in seconds since 1970-01-01T00:00Z. */
  long timeOf(long localDay, int minuteOfDay) {
    return localDay * SECONDS_PER_DAY + (minuteOfDay - traits.utcOffsetMinutes) * 60L;
  }

  DayPlan planOf(long localDay) {
    int slot = (int) Math.floorMod(localDay, (long) plans.length);
    DayPlan known = plans[slot];
    if (known == null || known.day != localDay) {
      known = new DayPlan(traits, localDay);
      plans[slot] = known;
    }
    return known;
  }

  int hour() {
    return minute / 60;
  }

  /** 0 night (until 5), 1 morning (until 11), 2 afternoon (until 17), 3 evening. */
  int daypart() {
    return minute / 360;
  }

  /** The hour as it would be for someone who gets up at seven. */
  int feltHour() {
    return Math.floorMod(hour() - shiftHours, 24);
  }

  PlaceClass place() {
    return plan.placeAt(minute);
  }

  boolean asleep() {
    return minute < plan.wake && minute + MINUTES_PER_DAY >= planOf(day - 1).sleep
        || minute >= plan.sleep;
  }

  /** How strongly the phone is reached for now, about 1 on average while awake. */
  double activity() {
    if (asleep()) {
      return 0.015;
    }
    return switch (place()) {
      case TRANSIT -> 1.8;
      case WORK -> 0.75;
      case HOME -> minute < plan.wake + 60 || hour() >= 18 ? 1.35 : 0.95;
      default -> 0.9;
    };
  }

  Context context() {
    double minutesAwake = minute - plan.wake;
    boolean stillUp = minutesAwake < 0 && !asleep();
    if (stillUp) {
      minutesAwake = minute + MINUTES_PER_DAY - planOf(day - 1).wake;
    }
    boolean overnight = asleep();
    double charge = 100;
    boolean charging = overnight;
    if (!overnight) {
      double hours = minutesAwake / 60;
      double untilLow = 80 / traits.drainPerHour;
      if (hours < untilLow) {
        charge = 100 - traits.drainPerHour * hours;
      } else if (hours < untilLow + 1) {
        charge = 20 + 60 * (hours - untilLow);
        charging = true;
      } else {
        charge = Math.max(4, 80 - traits.drainPerHour * (hours - untilLow - 1));
      }
    }
    return new Context(
        hour(), traits.utcOffsetMinutes, network(), bucket(charge), charging, place());
  }

  private NetworkType network() {
    NetworkType outside = plan.roaming ? NetworkType.ROAMING : NetworkType.CELLULAR;
    return switch (place()) {
      case HOME -> traits.wifiAtHome ? NetworkType.WIFI : outside;
      case WORK -> traits.wifiAtWork ? NetworkType.WIFI : outside;
      // a tunnel now and then, the same one for all events of these ten minutes
      case TRANSIT ->
          Math.floorMod(RandomStream.mix(traits.user * 31L + day * 144 + minute / 10), 12L) == 0
              ? NetworkType.NONE
              : outside;
      default -> outside;
    };
  }

  private static BatteryBucket bucket(double charge) {
    return charge < 10
        ? BatteryBucket.CRITICAL
        : charge < 25
            ? BatteryBucket.LOW
            : charge < 60
                ? BatteryBucket.MEDIUM
                : charge < 95 ? BatteryBucket.HIGH : BatteryBucket.FULL;
  }
}
