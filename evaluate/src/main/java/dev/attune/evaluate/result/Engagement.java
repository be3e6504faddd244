package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.BinaryScores;

/**
 * How well it is told which notifications are opened.
 *
 * @param model the model's probabilities
 * @param usual always saying the share of the category that the population opens
 */
public record Engagement(BinaryScores model, BinaryScores usual) {}
