package dev.attune.privacy.conformance;

/** Ways to get epsilon from rho that are wrong or not tight. */
final class BrokenConversions {

  private BrokenConversions() {}

  /** rho + 2 sqrt(rho ln(1/delta)): a bound, but 5 to 25% too large. */
  static double standard(double rho, double delta) {
    return rho + 2 * Math.sqrt(rho * -Math.log(delta));
  }

  /** The exact curve of the continuous Gaussian: not proven for discrete ones, and too small. */
  static double gaussian(double rho, double delta) {
    double mu = Math.sqrt(2 * rho);
    double low = 0;
    double high = standard(rho, delta);
    for (int i = 0; i < 100; i++) {
      double epsilon = (low + high) / 2;
      double excess =
          Statistics.normalTail(epsilon / mu - mu / 2)
              - Math.exp(epsilon) * Statistics.normalTail(epsilon / mu + mu / 2);
      if (excess > delta) {
        low = epsilon;
      } else {
        high = epsilon;
      }
    }
    return high;
  }

  /** The tight formula with each of its two small terms counted so many times. */
  static double best(double rho, double delta, int lnA, int lnOneMinusInverse) {
    double best = Double.POSITIVE_INFINITY;
    for (double a = 1.01; a < 500; a *= 1.0005) {
      double epsilon =
          a * rho
              + (-Math.log(delta) - lnA * Math.log(a)) / (a - 1)
              + lnOneMinusInverse * Math.log1p(-1 / a);
      best = Math.min(best, epsilon);
    }
    return best;
  }
}
