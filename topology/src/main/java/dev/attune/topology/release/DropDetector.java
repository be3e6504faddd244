package dev.attune.topology.release;

/**
 * Notices that a share of hits has dropped: the CUSUM of Page, "Continuous inspection schemes",
 * Biometrika 41, 1954, with the log likelihood ratio of the share {@code DROP} lower. While the
 * share is what it was, it alarms on average at most once in e^{@value #THRESHOLD} queries, about
 * 100,000 (Lorden, Annals of Mathematical Statistics 42, 1971); for that, the share of the first
 * {@value #BASELINE} queries is taken a standard error lower. After an alarm it starts afresh: what
 * is now becomes what is usual.
 *
 * <p>Not thread-safe.
 */
final class DropDetector {

  /** How many queries say what is usual. */
  static final int BASELINE = 500;

  private static final double THRESHOLD = 11.5;
  private static final double DROP = 0.1;
  private static final double LEAST_SHARE = 0.02;

  private int learned;
  private int learnedHits;
  private double onHit;
  private double onMiss;
  private double level;
  private long alarms;

  /** One more query; whether that makes an alarm. */
  boolean add(boolean hit) {
    if (learned < BASELINE) {
      learned++;
      learnedHits += hit ? 1 : 0;
      if (learned == BASELINE) {
        settle();
      }
      return false;
    }
    level = Math.max(0, level + (hit ? onHit : onMiss));
    if (level < THRESHOLD) {
      return false;
    }
    alarms++;
    learned = 0;
    learnedHits = 0;
    level = 0;
    return true;
  }

  private void settle() {
    double share = (double) learnedHits / BASELINE;
    double error = Math.sqrt(Math.max(share * (1 - share), LEAST_SHARE) / BASELINE);
    double usual = Math.min(1 - LEAST_SHARE, share - error);
    if (usual < 2 * LEAST_SHARE) {
      // Hardly anything that could drop.
      onHit = 0;
      onMiss = 0;
      return;
    }
    double dropped = Math.max(LEAST_SHARE, usual - DROP);
    onHit = Math.log(dropped / usual);
    onMiss = Math.log((1 - dropped) / (1 - usual));
  }

  /** How near an alarm is, from 0 to 1. */
  double level() {
    return level / THRESHOLD;
  }

  /** How many alarms there were. */
  long alarms() {
    return alarms;
  }
}
