package dev.attune.evaluate.result;

/**
 * A notification whose answer is known.
 *
 * @param test whether it was posted in the test period
 * @param opened what happened
 * @param predicted for each model the probability that it is opened
 * @param usual the share of the population's notifications of its category that are opened
 */
record Notification(boolean test, boolean opened, float[] predicted, double usual) {}
