package dev.attune.evaluate.loop;

import dev.attune.device.simulate.NotificationTreatment;
import dev.attune.device.simulate.NotificationTruth;
import dev.attune.device.simulate.OfferTruth;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.device.simulate.Witness;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationSettingChosen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One simulated user with their phones, and the diary of what became of them. */
final class Life implements Witness {

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int SECONDS_PER_HOUR = 3600;

  private final SimulatedUser user;
  private final Pseudonym pseudonym;
  private final List<DevicePseudonym> devices = new ArrayList<>();
  private final ConsentChanged consent;
  private final long start;
  private final Diary diary;
  private final OfferWatch offers;
  private final SettingsWatch settings;
  private final Map<Long, NotificationTruth> missed = new HashMap<>();
  private SimulatedEvent next;

  Life(
      SimulatedUser user,
      Pseudonymizer pseudonymizer,
      Map<String, CatalogItem> catalog,
      long start,
      long fatigueSeconds,
      Diary diary) {
    this.user = user;
    this.pseudonym = pseudonymizer.user(user.userId());
    for (int device = 0; device < user.devices(); device++) {
      devices.add(new DevicePseudonym(pseudonymizer.device(user.deviceId(device))));
    }
    this.consent = user.consent();
    this.start = start;
    this.diary = diary;
    this.offers = new OfferWatch(catalog, consent, fatigueSeconds, diary);
    this.settings = new SettingsWatch(diary);
    user.watchedBy(this);
    this.next = user.peek();
  }

  Pseudonym pseudonym() {
    return pseudonym;
  }

  ConsentChanged consent() {
    return consent;
  }

  Diary diary() {
    return diary;
  }

  /** When the next event happens; what is delivered before it is taken can't change it. */
  long nextAt() {
    return next.occurredAt();
  }

  /** The next event happens. */
  Pipeline.Sent happen() {
    SimulatedEvent event = user.next();
    int day = day(event.occurredAt());
    offers.happened(day, event.occurredAt(), event.payload());
    if (event.payload() instanceof NotificationSettingChosen chosen) {
      settings.chosen(chosen);
    }
    return new Pipeline.Sent(pseudonym, event.toUsageEvent(devices.get(event.device())));
  }

  /** All answers to what happened are delivered: on to the next event. */
  void goOn() {
    next = user.peek();
  }

  void deliver(RecommendationList list) {
    offers.delivered(day(list.getDecidedAt()), list);
    user.deliver(list);
  }

  void deliver(NotificationSettings changed) {
    settings.delivered(day(changed.getDecidedAt()), changed);
    user.deliver(changed);
  }

  @Override
  public void notificationArrived(NotificationTruth truth) {
    if (truth.isProtected() || truth.byHand()) {
      return;
    }
    int day = day(truth.at());
    boolean lowered = truth.treatment() != NotificationTreatment.LOUD;
    NotificationCategory category = truth.category();
    count(day, category, Notice.ARRIVED, Notice.LOWERED, lowered);
    switch (truth.ifLoudNow()) {
      case OPENED -> {
        count(day, category, Notice.OPENED, Notice.OPENED_LOWERED, lowered);
        if (lowered) {
          diary.add(day, category, Notice.OPENED_LOST, 1);
          missed.put(truth.number(), truth);
        }
      }
      case DISMISSED -> count(day, category, Notice.DISMISSED, Notice.DISMISSED_LOWERED, lowered);
      default -> count(day, category, Notice.IGNORED, Notice.IGNORED_LOWERED, lowered);
    }
    diary.add(day, category, Notice.LIKELY_OPENED, truth.openProbability());
    diary.add(day, category, Notice.LIKELY_DISMISSED, truth.dismissProbability());
  }

  @Override
  public void notificationAnswered(long number, NotificationAnswer answer, long at) {
    NotificationTruth truth = missed.remove(number);
    boolean inTime = truth != null && at - truth.ifLoudAt() < SECONDS_PER_HOUR;
    if (inTime && answer == NotificationAnswer.OPENED) {
      diary.add(day(truth.at()), truth.category(), Notice.OPENED_LOST, -1);
    }
  }

  private void count(
      int day, NotificationCategory category, Notice all, Notice some, boolean lowered) {
    diary.add(day, category, all, 1);
    diary.add(day, category, some, lowered ? 1 : 0);
  }

  @Override
  public void listSeen(OfferTruth truth) {
    int day = day(truth.at());
    diary.add(day, Measure.LIKELY, truth.taken());
    diary.add(day, Measure.BEST, truth.best());
  }

  private int day(long at) {
    return (int) Math.floorDiv(at - start, (long) SECONDS_PER_DAY);
  }
}
