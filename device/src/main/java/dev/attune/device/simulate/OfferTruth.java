package dev.attune.device.simulate;

import dev.attune.schemas.decision.DecisionId;

/**
 * What is true about a list at the moment when the user reacts to it.
 *
 * @param at when, in seconds since 1970-01-01T00:00Z
 * @param decision the decision the list came from
 * @param items how many of its items were shown
 * @param taken how likely it was that the user would take one of them
 * @param best how likely it would have been with the best list of approved items for the user's
 *     region and age; at least {@code taken} if all items shown were such
 */
public record OfferTruth(long at, DecisionId decision, int items, double taken, double best) {}
