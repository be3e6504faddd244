package dev.attune.privacy.conformance;

import java.util.function.DoubleUnaryOperator;

/** The few special functions that the checks need; good to 1e-10. */
public final class Statistics {

  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  private Statistics() {}

  /** P[chi-square with so many degrees of freedom >= x]. */
  public static double chiSquareTail(double x, int degrees) {
    return upperGamma(degrees / 2.0, x / 2.0);
  }

  /** P[standard normal >= x]. */
  public static double normalTail(double x) {
    double half = upperGamma(0.5, x * x / 2) / 2;
    return x >= 0 ? half : 1 - half;
  }

  /** x with P[standard normal >= x] = p. */
  public static double normalTailInverse(double p) {
    return bisect(x -> p - normalTail(x), -40, 40);
  }

  /** Clopper-Pearson: the p at which seeing this many or more of n has probability alpha. */
  public static double lowerLimit(long seen, long n, double alpha) {
    return seen == 0 ? 0 : bisect(p -> beta(p, seen, n - seen + 1.0) - alpha, 0, 1);
  }

  /** Clopper-Pearson: the p at which seeing this many or fewer of n has probability alpha. */
  public static double upperLimit(long seen, long n, double alpha) {
    return 1 - lowerLimit(n - seen, n, alpha);
  }

  private static double bisect(DoubleUnaryOperator rising, double from, double to) {
    double low = from;
    double high = to;
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (rising.applyAsDouble(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  static double logGamma(double x) {
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  /** Regularized upper incomplete gamma function: series below a + 1, continued fraction above. */
  private static double upperGamma(double a, double x) {
    if (x <= 0) {
      return 1;
    }
    double factor = Math.exp(a * Math.log(x) - x - logGamma(a));
    if (x < a + 1) {
      double term = 1 / a;
      double sum = term;
      for (int n = 1; term > 1e-17 * sum; n++) {
        term *= x / (a + n);
        sum += term;
      }
      return 1 - factor * sum;
    }
    return factor
        * continuedFraction(i -> i == 1 ? 1 : -(i - 1) * (i - 1 - a), i -> x + 2 * i - 1 - a);
  }

  /** Regularized incomplete beta function. */
  static double beta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - beta(1 - x, b, a);
    }
    double factor =
        Math.exp(
            a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
    return factor / a * continuedFraction(i -> i == 1 ? 1 : betaTerm((int) i - 1, x, a, b), i -> 1);
  }

  private static double betaTerm(int i, double x, double a, double b) {
    int m = i / 2;
    return i % 2 == 0
        ? m * (b - m) * x / ((a + i - 1) * (a + i))
        : -(a + m) * (a + b + m) * x / ((a + i - 1) * (a + i));
  }

  /** a1/(b1 + a2/(b2 + ...)) by Lentz's method. */
  private static double continuedFraction(DoubleUnaryOperator a, DoubleUnaryOperator b) {
    double tiny = 1e-300;
    double f = tiny;
    double c = f;
    double d = 0;
    for (int i = 1; i < 100_000; i++) {
      d = b.applyAsDouble(i) + a.applyAsDouble(i) * d;
      d = 1 / (d == 0 ? tiny : d);
      c = b.applyAsDouble(i) + a.applyAsDouble(i) / c;
      c = c == 0 ? tiny : c;
      f *= c * d;
      if (Math.abs(c * d - 1) < 1e-15) {
        return f;
      }
    }
    throw new ArithmeticException("continued fraction does not converge");
  }
}
