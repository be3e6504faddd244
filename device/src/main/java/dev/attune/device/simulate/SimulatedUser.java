package dev.attune.device.simulate;

import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.notification.NotificationCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One simulated person with one or two phones: an endless, deterministic generator of events on its
 * own simulated clock. What comes next depends only on the seed, the user's number and what was
 * delivered between which events; it does not depend on other users, on threads or on the wall
 * clock. Not thread-safe.
 */
public final class SimulatedUser {
  private static final String POLICY_VERSION = "2026-01";

  private final SimulationConfig config;
  private final int number;
  private final Traits traits;
  private final Outbox outbox;
  private final PhoneLife life;

  SimulatedUser(SimulationConfig config, int number) {
    this.config = config;
    this.number = number;
    this.traits = new Traits(config, number);
    this.outbox = new Outbox(traits);
    this.life = new PhoneLife(config, World.INSTANCE, traits, outbox);
  }

  /** The user's number. */
  public int number() {
    return number;
  }

  /** The id the user has on the phone; it must never leave it other than as a pseudonym. */
  public String userId() {
    return "sim-" + config.seed() + "-user-" + number;
  }

  /** How many phones the user has: 1 or 2. */
  public int devices() {
    return traits.devices;
  }

  /** The id of a phone, from 0; it must never leave the phone other than as a pseudonym. */
  public String deviceId(int device) {
    return userId() + "-phone-" + device;
  }

  /** The region whose catalog and rules apply. */
  public String region() {
    return traits.region.code;
  }

  /** What the user allows; most allow personalization, a few deny it. */
  public ConsentChanged consent() {
    List<Purpose> granted =
        traits.denies
            ? List.of()
            : List.of(Purpose.PERSONALIZATION, Purpose.ANALYTICS, Purpose.MODEL_TRAINING);
    return new ConsentChanged(new ArrayList<>(granted), POLICY_VERSION, region(), traits.ageBand);
  }

  /** The next event, without taking it. What is delivered afterwards can't change it any more. */
  public SimulatedEvent peek() {
    if (outbox.isEmpty()) {
      life.advance();
    }
    return outbox.peek();
  }

  /** Takes the next event. There is always one. */
  public SimulatedEvent next() {
    if (outbox.isEmpty()) {
      life.advance();
    }
    return outbox.take();
  }

  /**
   * The phone got a list; from its next unlock on the user sees it, and takes or dismisses items by
   * true preference.
   */
  public void deliver(RecommendationList list) {
    life.deliver(list);
  }

  /** The phone got settings; they hold for the notifications that arrive from then on. */
  public void deliver(NotificationSettings settings) {
    life.deliver(settings);
  }

  /** From now on, tells a witness what is true about the user, in place of any before. */
  public void watchedBy(Witness witness) {
    life.watchedBy(witness);
  }

  /**
   * The oracle: the true probabilities of the app the user would choose now, after the last event
   * taken. If {@link #peek()} is a freely chosen app opening, this is exactly the distribution it
   * was drawn from.
   */
  public NextAppDistribution trueNextApp() {
    return life.trueNextApp();
  }

  /**
   * The oracle for notifications: the true probability that the user opens a notification of the
   * category delivered with sound at the given local hour (0 to 23) on a weekday, averaged over the
   * places the user is at then.
   */
  public double openProbability(NotificationCategory category, int localHour) {
    Objects.checkIndex(localHour, 24);
    return life.openProbability(category, localHour);
  }
}
