package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import dev.attune.schemas.consent.AgeBand;

/** What stays the same about a simulated person. Immutable. */
final class Traits {
  final long seed;
  final int user;
  final Archetype archetype;
  final Region region;
  final int utcOffsetMinutes;
  final AgeBand ageBand;
  final int age;
  final boolean denies;
  final int devices;

  /** Log liking by category. */
  final double[] interest = new double[AppCategory.values().length];

  /** Position among the tastes apps have. */
  final double[] taste = new double[World.TASTE];

  final int wakeMinute;
  final int sleepMinute;
  final int commuteMinutes;
  final int workMinutes;
  final AlarmDays alarm;

  final double sessionsPerDay;
  final int repertoireSize;
  final double zipfExponent;
  final double bounce;
  final double routineStrength;
  final double endOfSession;

  final double drainPerHour;
  final boolean wifiAtHome;
  final boolean wifiAtWork;

  final NotificationTaste notifications;

  /** When the alarm rings. */
  enum AlarmDays {
    NEVER,
    WORKDAYS,
    DAILY
  }

  Traits(SimulationConfig config, int user) {
    RandomStream random = new RandomStream(config.seed(), user, Purpose.TRAITS);
    this.seed = config.seed();
    this.user = user;
    archetype = Archetype.draw(random);
    Region drawn = Region.draw(random);
    region = config.region().isEmpty() ? drawn : Region.of(config.region());
    utcOffsetMinutes = region.drawUtcOffset(random);
    double band = random.uniform();
    ageBand =
        band < 0.80
            ? AgeBand.ADULT
            : band < 0.92 ? AgeBand.TEEN : band < 0.96 ? AgeBand.CHILD : AgeBand.UNKNOWN;
    age = ageBand == AgeBand.TEEN ? 15 : ageBand == AgeBand.CHILD ? 10 : 35;
    denies = random.chance(config.denyShare());
    devices = random.chance(config.twoPhoneShare()) ? 2 : 1;
    for (AppCategory category : AppCategory.values()) {
      interest[category.ordinal()] =
          archetype.logInterest(category) + region.logInterest(category) + 0.5 * random.gaussian();
    }
    for (int i = 0; i < taste.length; i++) {
      taste[i] = 0.45 * random.gaussian();
    }
    wakeMinute = archetype.wakeMinute + region.wakesLater + (int) (30 * random.gaussian());
    sleepMinute = archetype.sleepMinute + region.sleepsLater + (int) (30 * random.gaussian());
    commuteMinutes = (int) Math.min(80, random.logNormal(28, 0.4));
    workMinutes = archetype.workMinutes;
    double alarmDays = random.uniform();
    boolean works = workMinutes > 0;
    alarm =
        alarmDays < 0.2
            ? AlarmDays.NEVER
            : works && alarmDays < 0.8 ? AlarmDays.WORKDAYS : AlarmDays.DAILY;
    sessionsPerDay = Math.min(20, random.logNormal(archetype.sessionsPerDay, 0.2));
    repertoireSize = 15 + random.below(26);
    zipfExponent = random.uniform(1.2, 1.7);
    bounce = random.uniform(0.10, 0.32);
    routineStrength = random.uniform(0.65, 0.9);
    endOfSession = random.uniform(0.33, 0.5);
    drainPerHour = random.uniform(3.5, 8);
    wifiAtHome = random.chance(0.94);
    wifiAtWork = random.chance(0.7);
    notifications = new NotificationTaste(random, interest);
  }
}
