package dev.attune.device.simulate;

import dev.attune.device.simulate.RandomStream.Purpose;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a user does with the phones, event by event: one state machine that always handles whatever
 * is due next.
 */
final class PhoneLife {
  private enum Phase {
    LOCKED,
    SHOWING,
    REACTING,
    CHOOSING,
    IN_APP
  }

  private static final int STEP_SECONDS = 900;
  private static final double ACTIVE_SECONDS_PER_DAY = 17 * 3600;
  private static final double PIN_AFTER_ANNOYANCE = 0.006;
  private static final double PIN_AFTER_MISSING = 0.01;
  private static final double UNPIN = 0.003;

  private final SimulationConfig config;
  private final World world;
  private final Traits traits;
  private final Outbox outbox;
  private final RandomStream random;
  private final RandomStream reactions;
  private final Surroundings here;
  private final Surroundings ahead;
  private final Repertoire repertoire;
  private final NextApp nextApp;
  private final Inbox inbox;
  private final NotificationRules rules = new NotificationRules();
  private final RecommendationTray tray;
  private final Pastimes pastimes;
  private final Session session;
  private final double[] probabilities = new double[64];
  private final long firstDay;
  private List<Routine> routines;

  private Phase phase = Phase.LOCKED;
  private long now;
  private long actAt;
  private long openedAt;
  private long closeAt;
  private @Nullable String content;
  private RecommendationTray.@Nullable Offer offer;
  private long today;
  private boolean alarmDismissed;
  private long routinesStarted; // one bit a routine, cleared at midnight
  private boolean choiceWaits;
  private @Nullable Witness witness;

  PhoneLife(SimulationConfig config, World world, Traits traits, Outbox outbox) {
    this.config = config;
    this.world = world;
    this.traits = traits;
    this.outbox = outbox;
    this.random = new RandomStream(traits.seed, traits.user, Purpose.LIFE);
    this.reactions = new RandomStream(traits.seed, traits.user, Purpose.REACTIONS, 1);
    this.here = new Surroundings(traits);
    this.ahead = new Surroundings(traits);
    this.repertoire = new Repertoire(world, traits);
    this.nextApp = new NextApp(world, traits, repertoire);
    this.now = config.start().getEpochSecond();
    this.inbox = new Inbox(world, traits, repertoire, now);
    this.tray = new RecommendationTray(world, traits, repertoire);
    this.pastimes = new Pastimes(world, random);
    this.session = new Session(world.apps());
    this.routines = Routine.draw(traits, repertoire, random);
    here.moveTo(now);
    firstDay = here.day;
    today = here.day;
    actAt = nextUnlock();
  }

  void deliver(RecommendationList list) {
    tray.deliver(list);
  }

  void watchedBy(Witness watching) {
    witness = watching;
  }

  void deliver(NotificationSettings settings) {
    rules.deliver(settings);
  }

  double openProbability(NotificationCategory category, int hour) {
    // a typical working day: the first of the next seven days on which the user works, else the
    // next day
    DayPlan typical = ahead.planOf(today + 1);
    for (long day = today + 1; day < today + 8 && !typical.workday; day++) {
      typical = new DayPlan(traits, day);
    }
    PlaceClass place = typical.placeAt(hour * 60 + 30);
    boolean asleep = hour * 60 + 30 < typical.wake || hour * 60 + 30 >= typical.sleep;
    return traits.notifications.openProbability(category.ordinal(), hour, place, asleep, true);
  }

  NextAppDistribution trueNextApp() {
    if (choiceWaits && !outbox.isEmpty()) {
      return nextApp.describe(probabilities);
    }
    Session at = session;
    here.moveTo(now);
    if (phase == Phase.LOCKED) {
      at = new Session(world.apps());
      at.routine = startingRoutine();
    }
    double[] current = new double[probabilities.length];
    nextApp.probabilities(here, at, current);
    return nextApp.describe(current);
  }

  /** Lives on until at least one event has happened. */
  void advance() {
    choiceWaits = false;
    while (outbox.isEmpty()) {
      long own = phase == Phase.IN_APP && content == null ? closeAt : actAt;
      long first = Math.min(Math.min(inbox.answerAt(), inbox.arrivesAt()), inbox.digestAt());
      goTo(Math.min(own, first));
      if (first > own) {
        act();
      } else if (inbox.answerAt() == first) {
        answer(inbox.takeAnswer());
      } else if (inbox.arrivesAt() == first) {
        inbox.takeArrival().ifPresent(this::arrive);
      } else {
        post(inbox.takeDeferred(), NotificationDelivery.DIGEST, true);
      }
    }
  }

  private void goTo(long time) {
    now = Math.max(now, time);
    here.moveTo(now);
    while (today < here.day) {
      today++;
      routinesStarted = 0;
      repertoire.passDay(config.drift());
      if (config.habitChangeDay() > 0 && today - firstDay == config.habitChangeDay()) {
        repertoire.changeAbruptly();
        routines = Routine.draw(traits, repertoire, random);
        session.routine = null;
      }
    }
  }

  private void act() {
    switch (phase) {
      case LOCKED -> {
        unlock(deviceHere());
        offer = tray.toShow(now).orElse(null);
        phase = offer == null ? Phase.CHOOSING : Phase.SHOWING;
        actAt = now + 1 + random.below(3);
      }
      case SHOWING -> show(Objects.requireNonNull(offer));
      case REACTING -> react(Objects.requireNonNull(offer));
      case CHOOSING -> choose();
      case IN_APP -> stayOrClose();
    }
  }

  private void unlock(int device) {
    session.start(device);
    session.routine = startingRoutine();
    if (session.routine != null) {
      routinesStarted |= 1L << routines.indexOf(session.routine);
    }
    alarmDismissed = false;
    outbox.add(device, now, new DeviceUnlocked());
  }

  private @Nullable Routine startingRoutine() {
    for (int i = 0; i < routines.size(); i++) {
      if ((routinesStarted & 1L << i) == 0 && routines.get(i).starts(here, alarmDismissed)) {
        return routines.get(i);
      }
    }
    return null;
  }

  private void show(RecommendationTray.Offer shown) {
    List<RecommendedItem> items = shown.items();
    for (int i = 0; i < items.size(); i++) {
      outbox.add(
          session.device,
          now,
          new RecommendationShown(shown.decision(), items.get(i).getItem(), i));
    }
    tray.shown(items, now);
    phase = Phase.REACTING;
    actAt = now + 2 + random.below(4);
  }

  private void react(RecommendationTray.Offer shown) {
    nextApp.probabilities(here, session, probabilities);
    if (witness != null) {
      witness.listSeen(
          tray.truth(now, shown.decision(), shown.items(), probabilities, here.daypart()));
    }
    RecommendationTray.Reaction reaction =
        tray.react(shown.items(), probabilities, here.daypart(), session);
    phase = Phase.CHOOSING;
    actAt = now + 1 + random.below(2);
    if (reaction.dismissed().isPresent()) {
      String item = reaction.dismissed().get().getItem();
      outbox.add(session.device, now, new RecommendationDismissed(shown.decision(), item));
    }
    if (reaction.accepted().isPresent()) {
      accept(shown.decision(), reaction.accepted().get().getItem());
    }
  }

  private void accept(DecisionId decision, String item) {
    outbox.add(session.device, now, new RecommendationAccepted(decision, item));
    int app = world.index(item);
    Optional<PhoneSetting> setting = PhoneSetting.byId(item);
    if (app >= 0) {
      repertoire.adopt(app);
      open(app, null);
    } else if (setting.isPresent()) {
      outbox.add(session.device, now, pastimes.change(setting.get()));
    } else if (world.catalog().contentCategory(item).isPresent()) {
      int seconds = 20 + random.below(160);
      now += seconds;
      outbox.add(session.device, now, new ContentSeen(item, seconds));
      actAt = now + 1;
    }
  }

  /** The user decides freely: draws from the distribution that the oracle reports. */
  private void choose() {
    nextApp.probabilities(here, session, probabilities);
    int slot = random.pick(probabilities, repertoire.size(), 1);
    choiceWaits = true;
    open(repertoire.app(slot), config.truth() ? nextApp.describe(probabilities) : null);
  }

  private void open(int app, @Nullable NextAppDistribution truth) {
    session.open(app);
    outbox.add(session.device, now, new AppOpened(world.id(app)), truth);
    int seconds = pastimes.secondsIn(app);
    openedAt = now;
    closeAt = now + seconds;
    content = pastimes.contentIn(app).orElse(null);
    actAt = content == null ? closeAt : now + seconds / 2;
    phase = Phase.IN_APP;
  }

  private void stayOrClose() {
    if (content != null) {
      int seconds = (int) (now - openedAt);
      if (seconds > 0) {
        outbox.add(session.device, now, new ContentSeen(content, seconds));
      }
      content = null;
      actAt = closeAt;
      return;
    }
    close();
    pastimes.setting(here.daypart()).ifPresent(change -> outbox.add(session.device, now, change));
    boolean bound = session.routineApp() >= 0;
    if (random.chance(bound ? 0.04 : traits.endOfSession)) {
      lock();
    } else {
      phase = Phase.CHOOSING;
      actAt = now + 1 + random.below(4);
    }
  }

  private void close() {
    outbox.add(
        session.device, now, new AppClosed(world.id(session.current), (int) (now - openedAt)));
    session.current = -1;
    content = null;
  }

  private void lock() {
    phase = Phase.LOCKED;
    actAt = nextUnlock();
  }

  private void arrive(Inbox.Incoming incoming) {
    NotificationTreatment treatment = rules.treat(incoming.category(), here.day, here.hour());
    if (witness != null) {
      boolean byHand = rules.isPinned(incoming.category());
      witness.notificationArrived(inbox.truth(incoming, here, now, treatment, byHand));
    }
    switch (treatment) {
      case LOUD, SILENT ->
          post(incoming, NotificationDelivery.IMMEDIATE, treatment == NotificationTreatment.LOUD);
      case DIGEST -> inbox.defer(incoming, rules.digestHour(incoming.category()));
      case BLOCKED -> {}
    }
  }

  private void post(Inbox.Incoming incoming, NotificationDelivery delivery, boolean loud) {
    int device = deviceOf(incoming.category());
    outbox.add(
        device,
        now,
        new NotificationPosted(world.id(incoming.app()), incoming.category(), delivery));
    boolean byHand = rules.isPinned(incoming.category());
    boolean lowered = !loud || delivery == NotificationDelivery.DIGEST;
    inbox.willAnswer(incoming, device, here, now, loud, lowered && !byHand);
  }

  private void answer(Inbox.Pending due) {
    if (witness != null) {
      witness.notificationAnswered(due.number(), due.answer(), now);
    }
    boolean opened = due.answer() == NotificationAnswer.OPENED;
    if (opened && phase == Phase.IN_APP && session.current >= 0) {
      close();
      now++;
    }
    if (opened && (phase == Phase.LOCKED || session.device != due.device())) {
      unlock(due.device());
      now++;
    }
    outbox.add(
        due.device(),
        now,
        new NotificationAnswered(
            world.id(due.app()), due.category(), due.answer(), (int) (now - due.postedAt())));
    if (opened) {
      now++;
      open(due.app(), null);
    } else if (due.category() == NotificationCategory.ALARM) {
      alarmDismissed = true;
      if (phase == Phase.LOCKED) {
        actAt = now + 20 + random.below(200);
      }
    }
    chooseByHand(due);
  }

  /**
   * Now and then a user who is annoyed by a category, or misses one, takes its setting into their
   * own hands.
   */
  private void chooseByHand(Inbox.Pending due) {
    NotificationCategory category = due.category();
    if (NotificationTaste.PROTECTED.contains(category)) {
      return;
    }
    double draw = reactions.uniform();
    if (rules.isPinned(category)) {
      if (draw < UNPIN) {
        rules.unpin(category);
        choose(due, NotificationImportance.UNSPECIFIED, false);
      }
    } else if (due.lowered() && due.openProbability() > 0.5 && draw < PIN_AFTER_MISSING) {
      rules.pin(category, NotificationImportance.HIGH);
      choose(due, NotificationImportance.HIGH, true);
    } else if (!due.lowered()
        && due.openProbability() < 0.12
        && due.answer() == NotificationAnswer.DISMISSED
        && draw < PIN_AFTER_ANNOYANCE) {
      rules.pin(category, NotificationImportance.LOW);
      choose(due, NotificationImportance.LOW, true);
    }
  }

  private void choose(Inbox.Pending due, NotificationImportance importance, boolean pinned) {
    outbox.add(
        due.device(), now, new NotificationSettingChosen(due.category(), importance, pinned));
  }

  private int deviceHere() {
    if (traits.devices == 1) {
      return 0;
    }
    return random.chance(here.place() == PlaceClass.WORK ? 0.7 : 0.07) ? 1 : 0;
  }

  private int deviceOf(NotificationCategory category) {
    boolean forWork =
        category == NotificationCategory.EMAIL || category == NotificationCategory.CALENDAR;
    return traits.devices == 2 && forWork ? 1 : 0;
  }

  /** Sessions begin at a rate that follows the user's day, by inversion of the accumulated rate. */
  private long nextUnlock() {
    double rest = random.exponential();
    long time = now + 20;
    while (true) {
      ahead.moveTo(time);
      double perSecond = traits.sessionsPerDay / ACTIVE_SECONDS_PER_DAY * ahead.activity();
      long stepEnd = (Math.floorDiv(time, (long) STEP_SECONDS) + 1) * STEP_SECONDS;
      double inStep = perSecond * (stepEnd - time);
      if (rest < inStep) {
        return time + (long) (rest / perSecond);
      }
      rest -= inStep;
      time = stepEnd;
    }
  }
}
