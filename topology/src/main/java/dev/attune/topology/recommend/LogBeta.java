package dev.attune.topology.recommend;

/**
 * Mean and variance of the logarithm of a number with a Beta(a, b) distribution: psi(a) - psi(a +
 * b) and psi'(a) - psi'(a + b), where psi is the derivative of the logarithm of the gamma function
 * (Abramowitz and Stegun 1964, 6.3.18 and 6.4.12, after raising the argument to 8). The same bits
 * on every machine.
 */
final class LogBeta {

  private static final double LARGE = 8;

  private LogBeta() {}

  static double mean(double a, double b) {
    return digamma(a) - digamma(a + b);
  }

  static double variance(double a, double b) {
    return trigamma(a) - trigamma(a + b);
  }

  /** For arguments above 0. */
  static double digamma(double argument) {
    double x = argument;
    double sum = 0;
    while (x < LARGE) {
      sum -= 1 / x;
      x++;
    }
    double inverse = 1 / (x * x);
    return sum
        + StrictMath.log(x)
        - 0.5 / x
        - inverse * (1 / 12.0 - inverse * (1 / 120.0 - inverse * (1 / 252.0 - inverse / 240)));
  }

  /** For arguments above 0. */
  static double trigamma(double argument) {
    double x = argument;
    double sum = 0;
    while (x < LARGE) {
      sum += 1 / (x * x);
      x++;
    }
    double inverse = 1 / (x * x);
    return sum
        + 1 / x
        + inverse / 2
        + inverse / x * (1 / 6.0 - inverse * (1 / 30.0 - inverse * (1 / 42.0 - inverse / 30)));
  }
}
