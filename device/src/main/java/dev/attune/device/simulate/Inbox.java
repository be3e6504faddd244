package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.NotificationAnswer;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The notifications of one user: when they arrive, what waits for the digest, and when they will be
 * answered. Every arrival uses the same count of random numbers whatever the settings are, so that
 * settings change how notifications are delivered and answered but not which ones come.
 */
final class Inbox {
  /**
   * A notification on its way to the user. The uniform numbers decide its answer, whenever it is
   * delivered.
   */
  record Incoming(
      long at,
      long number,
      int app,
      NotificationCategory category,
      double opens,
      double dismisses,
      double haste) {}

  /** The answer that a delivered notification will get. */
  record Pending(
      long at,
      long number,
      int device,
      int app,
      NotificationCategory category,
      NotificationAnswer answer,
      long postedAt,
      double openProbability,
      boolean lowered) {}

  private static final NotificationCategory[] CATEGORIES = NotificationCategory.values();
  private static final int STEP_SECONDS = 900;
  private static final double DISMISS_SECONDS = 500;
  private static final long IGNORED_AFTER_SECONDS = 4 * 3600;
  private static final double LONGEST_WAIT_SECONDS = 6 * 3600;

  private final World world;
  private final Traits traits;
  private final Repertoire repertoire;
  private final Surroundings later; // to look ahead without moving the user's own
  private final RandomStream random;
  private final double[] rates = new double[CATEGORIES.length];
  private final PriorityQueue<Incoming> deferred =
      new PriorityQueue<>(
          Comparator.comparingLong(Incoming::at).thenComparingLong(Incoming::number));
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparingLong(Pending::at).thenComparingLong(Pending::number));

  private long arrivalAt;
  private long alarmAt;
  private long count;

  Inbox(World world, Traits traits, Repertoire repertoire, long start) {
    this.world = world;
    this.traits = traits;
    this.repertoire = repertoire;
    this.later = new Surroundings(traits);
    this.random = new RandomStream(traits.seed, traits.user, Purpose.NOTIFICATIONS);
    drawArrival(start);
    findAlarm(start);
  }

  /** When the next notification or alarm arrives. */
  long arrivesAt() {
    return Math.min(arrivalAt, alarmAt);
  }

  /** When the next one held back is delivered; {@link Long#MAX_VALUE} if there is none. */
  long digestAt() {
    Incoming first = deferred.peek();
    return first == null ? Long.MAX_VALUE : first.at();
  }

  /** When the next answer is due; {@link Long#MAX_VALUE} if there is none. */
  long answerAt() {
    Pending first = pending.peek();
    return first == null ? Long.MAX_VALUE : first.at();
  }

  /** Takes what arrives; empty when the user has no app of that kind. */
  Optional<Incoming> takeArrival() {
    if (alarmAt <= arrivalAt) {
      Incoming alarm =
          new Incoming(
              alarmAt, count++, world.clock, NotificationCategory.ALARM, 1, 0, random.gaussian());
      findAlarm(alarmAt + 1);
      return Optional.of(alarm);
    }
    long at = arrivalAt;
    later.moveTo(at);
    double total = fillRates(later.hour());
    NotificationCategory category = CATEGORIES[random.pick(rates, rates.length, total)];
    int app = appFor(category, random.uniform());
    Incoming incoming =
        new Incoming(
            at, count++, app, category, random.uniform(), random.uniform(), random.gaussian());
    drawArrival(at);
    return app < 0 ? Optional.empty() : Optional.of(incoming);
  }

  /** Holds a notification back until the next time it is the given local hour. */
  void defer(Incoming incoming, int digestHour) {
    later.moveTo(incoming.at());
    long day = later.hour() < digestHour ? later.day : later.day + 1;
    deferred.add(
        new Incoming(
            later.timeOf(day, digestHour * 60),
            incoming.number(),
            incoming.app(),
            incoming.category(),
            incoming.opens(),
            incoming.dismisses(),
            incoming.haste()));
  }

  Incoming takeDeferred() {
    return deferred.remove();
  }

  /**
   * Decides how the user will answer a notification delivered now.
   *
   * @param lowered whether settings, not the user, made it silent or late
   */
  void willAnswer(
      Incoming incoming, int device, Surroundings now, long time, boolean loud, boolean lowered) {
    NotificationCategory category = incoming.category();
    double open = openProbability(category, now, loud);
    NotificationAnswer answer = answer(incoming, open, loud);
    long at = answerAt(incoming, answer, time, loud);
    pending.add(
        new Pending(
            at, incoming.number(), device, incoming.app(), category, answer, time, open, lowered));
  }

  /** What is true about a notification that arrives now and is treated like this. */
  NotificationTruth truth(
      Incoming incoming,
      Surroundings now,
      long time,
      NotificationTreatment treatment,
      boolean byHand) {
    NotificationCategory category = incoming.category();
    boolean alarm = category == NotificationCategory.ALARM;
    double open = alarm ? 0 : openProbability(category, now, true);
    double dismiss =
        alarm ? 1 : (1 - open) * traits.notifications.dismissProbability(category.ordinal(), true);
    NotificationAnswer ifLoud = answer(incoming, open, true);
    return new NotificationTruth(
        incoming.number(),
        incoming.at(),
        category,
        ifLoud,
        answerAt(incoming, ifLoud, time, true),
        open,
        dismiss,
        treatment,
        byHand,
        NotificationTaste.PROTECTED.contains(category));
  }

  private double openProbability(NotificationCategory category, Surroundings now, boolean loud) {
    return traits.notifications.openProbability(
        category.ordinal(), now.hour(), now.place(), now.asleep(), loud);
  }

  private NotificationAnswer answer(Incoming incoming, double open, boolean loud) {
    if (incoming.category() == NotificationCategory.ALARM) {
      return NotificationAnswer.DISMISSED;
    }
    if (incoming.opens() < open) {
      return NotificationAnswer.OPENED;
    }
    int category = incoming.category().ordinal();
    return incoming.dismisses() < traits.notifications.dismissProbability(category, loud)
        ? NotificationAnswer.DISMISSED
        : NotificationAnswer.IGNORED;
  }

  private long answerAt(Incoming incoming, NotificationAnswer answer, long time, boolean loud) {
    double seconds = traits.notifications.openSeconds(incoming.category().ordinal(), loud);
    boolean alarm = incoming.category() == NotificationCategory.ALARM;
    double delay =
        alarm
            ? 20 * StrictMath.exp(0.5 * incoming.haste())
            : switch (answer) {
              case OPENED -> seconds * StrictMath.exp(incoming.haste());
              case DISMISSED -> DISMISS_SECONDS * StrictMath.exp(incoming.haste());
              default -> IGNORED_AFTER_SECONDS;
            };
    long at = time + (long) Math.max(2, Math.min(LONGEST_WAIT_SECONDS, delay));
    return answer == NotificationAnswer.IGNORED || alarm ? at : onceAwake(at);
  }

  Pending takeAnswer() {
    return pending.remove();
  }

  private long onceAwake(long at) {
    later.moveTo(at);
    if (!later.asleep()) {
      return at;
    }
    long day = later.minute < later.plan.wake ? later.day : later.day + 1;
    return later.timeOf(day, later.planOf(day).wake) + 120 + at % 1200;
  }

  private void findAlarm(long from) {
    later.moveTo(from);
    for (long day = later.day; day < later.day + 8; day++) {
      int minute = later.planOf(day).alarm;
      if (minute >= 0 && later.timeOf(day, minute) >= from) {
        alarmAt = later.timeOf(day, minute);
        return;
      }
    }
    // nobody's holidays are that long: there is none at all, or the next search is a week away
    alarmAt = traits.alarm == Traits.AlarmDays.NEVER ? Long.MAX_VALUE : findLater(from);
  }

  private long findLater(long from) {
    for (long day = later.day + 8; ; day++) {
      int minute = later.planOf(day).alarm;
      if (minute >= 0) {
        return Math.max(from, later.timeOf(day, minute));
      }
    }
  }

  /**
   * Poisson arrivals whose rate is constant within quarters of an hour, by inversion of the
   * accumulated rate.
   */
  private void drawArrival(long from) {
    double rest = random.exponential();
    long time = from;
    while (true) {
      later.moveTo(time);
      double perSecond = fillRates(later.hour()) / 3600;
      long stepEnd = (Math.floorDiv(time, (long) STEP_SECONDS) + 1) * STEP_SECONDS;
      double inStep = perSecond * (stepEnd - time);
      if (rest < inStep) {
        arrivalAt = time + (long) (rest / perSecond) + 1;
        return;
      }
      rest -= inStep;
      time = stepEnd;
    }
  }

  private double fillRates(int hour) {
    double total = 0;
    for (int c = 0; c < rates.length; c++) {
      rates[c] = traits.notifications.perHour(c, hour);
      total += rates[c];
    }
    return total;
  }

  private int appFor(NotificationCategory category, double u) {
    return switch (category) {
      case MESSAGE -> repertoire.oneOf(AppCategory.COMMUNICATION, u);
      case SOCIAL -> repertoire.oneOf(AppCategory.SOCIAL, u);
      case NEWS -> repertoire.oneOf(AppCategory.NEWS, u);
      case GAME -> repertoire.oneOf(AppCategory.GAMES, u);
      case PROMOTION, SHOPPING -> repertoire.oneOf(AppCategory.SHOPPING, u);
      case FINANCE -> repertoire.oneOf(AppCategory.FINANCE, u);
      case TRAVEL -> repertoire.oneOf(AppCategory.NAVIGATION, u);
      case EMAIL -> world.mail;
      case CALENDAR -> world.calendar;
      case ONE_TIME_CODE -> world.messages;
      case CALL, EMERGENCY -> world.phone;
      case ALARM -> world.clock;
      case SYSTEM, UNKNOWN -> world.settings;
    };
  }
}
