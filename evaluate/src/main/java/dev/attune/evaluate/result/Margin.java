package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Estimate;

/**
 * A model against the baseline that did best.
 *
 * @param baseline its name
 * @param difference the model's mean minus the baseline's, on the same questions
 */
public record Margin(String baseline, Estimate difference) {}
