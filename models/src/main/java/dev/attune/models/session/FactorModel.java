package dev.attune.models.session;

/**
 * Numbers that are sums of a few directions, each so many times as a normal variable says, and of a
 * normal rest of their own, seen through normal noise: how likely what was seen is, and the
 * posterior mean. All variables are independent and have mean 0.
 *
 * <p>With U the directions times their standard deviations (columns), V = rest + noise (diagonal)
 * and y what was seen, cov y = V + U U'. By Woodbury's identity only I + U' V^-1 U, as large as
 * there are directions, has to be factored. Strict floating point only. Not thread-safe.
 */
final class FactorModel {

  private final double[][] directions;
  private final double[] seen;
  private final double[] noise;
  private final double[][] scaled;
  private final double[][] root;
  private final double[] sizes;
  private final double[] variance;

  /**
   * @param directions each with a number for each of those seen
   * @param seen what was seen
   * @param noise its variance without the model's own; positive
   */
  FactorModel(double[][] directions, double[] seen, double[] noise) {
    this.directions = directions;
    this.seen = seen;
    this.noise = noise;
    scaled = new double[directions.length][seen.length];
    root = new double[directions.length][directions.length];
    sizes = new double[directions.length];
    variance = new double[seen.length];
  }

  /**
   * The logarithm of the density of what was seen, but for a constant.
   *
   * @param widths the variance of each direction's size
   * @param rest the variance of each number's own rest
   */
  double logLikelihood(double[] widths, double[] rest) {
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      variance[i] = noise[i] + rest[i];
      sum += seen[i] * seen[i] / variance[i] + StrictMath.log(variance[i]);
    }
    double[] weighted = new double[seen.length];
    for (int r = 0; r < scaled.length; r++) {
      double deviation = Math.sqrt(widths[r]);
      double size = 0;
      for (int i = 0; i < seen.length; i++) {
        scaled[r][i] = deviation * directions[r][i];
        weighted[i] = scaled[r][i] / variance[i];
        size += weighted[i] * seen[i];
      }
      for (int s = 0; s <= r; s++) {
        double product = s == r ? 1 : 0;
        for (int i = 0; i < seen.length; i++) {
          product += weighted[i] * scaled[s][i];
        }
        for (int t = 0; t < s; t++) {
          product -= root[r][t] * root[s][t];
        }
        root[r][s] = s == r ? Math.sqrt(product) : product / root[s][s];
      }
      for (int s = 0; s < r; s++) {
        size -= root[r][s] * sizes[s];
      }
      sizes[r] = size / root[r][r];
      sum += 2 * StrictMath.log(root[r][r]) - sizes[r] * sizes[r];
    }
    return -sum / 2;
  }

  /** The posterior mean of the numbers without noise; the parameters are those of before. */
  double[] mean(double[] widths, double[] rest) {
    logLikelihood(widths, rest);
    double[] fitted = new double[seen.length];
    for (int r = scaled.length - 1; r >= 0; r--) {
      for (int s = r + 1; s < scaled.length; s++) {
        sizes[r] -= root[s][r] * sizes[s];
      }
      sizes[r] /= root[r][r];
      for (int i = 0; i < seen.length; i++) {
        fitted[i] += sizes[r] * scaled[r][i];
      }
    }
    for (int i = 0; i < seen.length; i++) {
      fitted[i] += rest[i] / variance[i] * (seen[i] - fitted[i]);
    }
    return fitted;
  }
}
