package dev.attune.evaluate.run;

import dev.attune.evaluate.history.Histories;

/**
 * Users who are reported together.
 *
 * @param name such as the simulation's seed
 * @param histories the users
 */
public record Group(String name, Histories histories) {}
