package dev.attune.evaluate.synthetic;

/**
 * How close sessions come to others. Columns are those of an opening: hour of its session,
 * category, category before and after, whether a notification led to it, whether content was seen,
 * and its place in the session. In pairs and triples, hours are in bins of three.
 *
 * @param shapes mean over columns of 1 minus the total variation distance, of the place
 *     Kolmogorov-Smirnov's (SDMetrics: TVComplement, KSComplement)
 * @param pairs mean over all pairs of columns of 1 minus the total variation distance (SDMetrics:
 *     ContingencySimilarity)
 * @param kMarginal mean over all triples of columns of 1000 minus 500 times the L1 distance (NIST:
 *     k-marginal of SDNist), 0 to 1000
 * @param pairTvd total variation distance of what follows what, starts and ends of sessions too
 * @param tripleTvd of three in a row
 * @param lengthTvd of openings in a session
 */
public record Fidelity(
    double shapes,
    double pairs,
    double kMarginal,
    double pairTvd,
    double tripleTvd,
    double lengthTvd) {}
