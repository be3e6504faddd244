package dev.attune.topology.release;

/**
 * Tests by betting whether numbers between -1 and 1 have a mean below {@code -margin}, one number
 * after the other, for as long as one likes: a gambler who starts with 1 bets on each number that
 * it is below {@code -margin}. If every number's mean, given those before, is at least that, the
 * bets are unfavorable, and the probability that the capital ever reaches {@code 1 / alpha} is at
 * most {@code alpha}, however often one looks (Ville's inequality; no assumption on the
 * distribution). The stakes are the approximate growth-rate-adaptive ones of Waudby-Smith and
 * Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86(1), 2024.
 *
 * <p>Not thread-safe.
 */
final class BettingTest {

  /** The most of the capital that may be lost on one number. */
  private static final double MOST_AT_STAKE = 0.75;

  /** Stands for the variance until there are numbers; that of an even chance. */
  private static final double PRIOR_VARIANCE = 0.25;

  private final double margin;
  private final double largestBet;
  private double logCapital;
  private double logBest;
  private double sum;
  private double squares;
  private long count;

  /**
   * @param margin how far below 0 the mean must be to matter
   */
  BettingTest(double margin) {
    this.margin = margin;
    this.largestBet = MOST_AT_STAKE / (1 + margin);
  }

  /**
   * @param value from -1 to 1
   */
  void add(double value) {
    double gain = -margin - value;
    double mean = sum / (count + 1);
    double variance = (PRIOR_VARIANCE + squares) / (count + 1);
    double bet = Math.min(largestBet, Math.max(0, mean / (variance + mean * mean)));
    logCapital += Math.log1p(bet * gain);
    logBest = Math.max(logBest, logCapital);
    squares += (gain - mean) * (gain - mean);
    sum += gain;
    count++;
  }

  /** The natural logarithm of the largest capital so far: the evidence. */
  double logEvidence() {
    return logBest;
  }

  /** How many numbers there were. */
  long count() {
    return count;
  }
}
