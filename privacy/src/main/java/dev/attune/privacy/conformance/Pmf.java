package dev.attune.privacy.conformance;

import java.util.function.LongToDoubleFunction;

/**
 * Probabilities of a symmetric distribution on the integers, computed in doubles from its
 * definition (not from its sampler).
 */
public final class Pmf {

  private final double[] half;

  private Pmf(LongToDoubleFunction weight) {
    double mass = weight.applyAsDouble(0);
    int size = 1;
    while (weight.applyAsDouble(size) > 1e-18 * mass) {
      mass += 2 * weight.applyAsDouble(size);
      size++;
    }
    half = new double[size];
    for (int x = 0; x < size; x++) {
      half[x] = weight.applyAsDouble(x) / mass;
    }
  }

  public static Pmf gaussian(double variance) {
    return new Pmf(x -> Math.exp(-(double) x * x / (2 * variance)));
  }

  public static Pmf laplace(double scale) {
    return new Pmf(x -> Math.exp(-x / scale));
  }

  /** P[X = x]. */
  public double at(long x) {
    long magnitude = Math.abs(x);
    return magnitude < half.length ? half[(int) magnitude] : 0;
  }

  /** E X^k for even k. */
  public double moment(int k) {
    double sum = 0;
    for (int x = half.length - 1; x > 0; x--) {
      sum += 2 * Math.pow(x, k) * half[x];
    }
    return sum;
  }

  /** E |X|. */
  public double meanMagnitude() {
    double sum = 0;
    for (int x = half.length - 1; x > 0; x--) {
      sum += 2 * x * half[x];
    }
    return sum;
  }

  /** The largest x with P[X = x] above 1e-18 of the mode. */
  public int reach() {
    return half.length - 1;
  }
}
