package dev.attune.device.simulate;

import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.notification.NotificationCategory;

/**
 * One simulated person with one or two phones: an endless, deterministic generator of events on its
 * own simulated clock. What comes next depends only on the seed, the user's number and what was
 * delivered between which events; it does not depend on other users, on threads or on the wall
 * clock. Not thread-safe.
 */
public final class SimulatedUser {
  private final SimulationConfig config;
  private final int number;

  SimulatedUser(SimulationConfig config, int number) {
    this.config = config;
    this.number = number;
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
    throw new UnsupportedOperationException("not built yet");
  }

  /** The id of a phone, from 0; it must never leave the phone other than as a pseudonym. */
  public String deviceId(int device) {
    return userId() + "-phone-" + device;
  }

  /** The region whose catalog and rules apply. */
  public String region() {
    throw new UnsupportedOperationException("not built yet");
  }

  /** What the user allows; most allow personalization, a few deny it. */
  public ConsentChanged consent() {
    throw new UnsupportedOperationException("not built yet");
  }

  /** The next event, without taking it. What is delivered afterwards can't change it any more. */
  public SimulatedEvent peek() {
    throw new UnsupportedOperationException("not built yet");
  }

  /** Takes the next event. There is always one. */
  public SimulatedEvent next() {
    throw new UnsupportedOperationException("not built yet");
  }

  /**
   * The phone got a list; from its next unlock on the user sees it, and takes or dismisses items by
   * true preference.
   */
  public void deliver(RecommendationList list) {
    throw new UnsupportedOperationException("not built yet");
  }

  /** The phone got settings; they hold for the notifications that arrive from then on. */
  public void deliver(NotificationSettings settings) {
    throw new UnsupportedOperationException("not built yet");
  }

  /**
   * The oracle: the true probabilities of the app the user would choose now, after the last event
   * taken. If {@link #peek()} is a freely chosen app opening, this is exactly the distribution it
   * was drawn from.
   */
  public NextAppDistribution trueNextApp() {
    throw new UnsupportedOperationException("not built yet");
  }

  /**
   * The oracle for notifications: the true probability that the user opens a notification of the
   * category delivered with sound at the given local hour (0 to 23) on a weekday, averaged over the
   * places the user is at then.
   */
  public double openProbability(NotificationCategory category, int localHour) {
    throw new UnsupportedOperationException("not built yet");
  }
}
