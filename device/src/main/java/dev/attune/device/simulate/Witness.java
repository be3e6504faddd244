package dev.attune.device.simulate;

import dev.attune.schemas.usage.NotificationAnswer;

/**
 * Is told what no phone can know, to measure how good decisions were. Watching draws no random
 * number and changes nothing; what a witness learns must never reach what decides.
 */
public interface Witness {

  /** A notification arrived; told before the phone shows it, if it does. */
  void notificationArrived(NotificationTruth truth);

  /**
   * The user did something with a notification that arrived before, or ignored it for long.
   *
   * @param number as in {@link NotificationTruth#number()}
   * @param at when, in seconds since 1970-01-01T00:00Z
   */
  void notificationAnswered(long number, NotificationAnswer answer, long at);

  /** The user looked at a list; told before they react. */
  void listSeen(OfferTruth truth);
}
