package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.Estimate;

/**
 * A further release against the first one, for the users of a region.
 *
 * @param release the further release
 * @param region the region
 * @param gain its HR@5 minus the first one's, on the same questions
 */
public record RegionGain(String release, String region, Estimate gain) {}
