package dev.attune.evaluate.attack;

/**
 * A share from 0 to 1 with its 95% interval.
 *
 * @param value the estimate
 * @param low the lower end
 * @param high the upper end: what a goal is held against
 */
public record Risk(double value, double low, double high) {}
