package dev.attune.device.simulate;

import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.NotificationAnswer;

/**
 * What is true about a notification that arrives, whatever becomes of it. The answer is drawn with
 * the numbers that also decide what the user does, so that both can be compared one by one.
 *
 * @param number tells the user's notifications apart
 * @param at when it arrives, in seconds since 1970-01-01T00:00Z
 * @param category what it is about
 * @param ifLoudNow what the user would do with it if it were shown now, with a sound
 * @param ifLoudAt when they would do so, in seconds since 1970-01-01T00:00Z
 * @param openProbability how likely it was that they would open it then
 * @param dismissProbability how likely it was that they would dismiss it then
 * @param treatment what the phone does with it
 * @param byHand whether the user chose the category's setting by hand
 * @param isProtected whether no setting ever lowers the category
 */
public record NotificationTruth(
    long number,
    long at,
    NotificationCategory category,
    NotificationAnswer ifLoudNow,
    long ifLoudAt,
    double openProbability,
    double dismissProbability,
    NotificationTreatment treatment,
    boolean byHand,
    boolean isProtected) {}
