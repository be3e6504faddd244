package dev.attune.evaluate.result;

/**
 * A user who was evaluated on.
 *
 * @param group the data the user is of, such as the simulation's seed
 * @param region where the user lives
 * @param eventsPerDay how busy the phone is
 */
record Person(String group, String region, double eventsPerDay) {}
