package dev.attune.evaluate.metric;

/**
 * The closest curve that never falls, by pooling adjacent violators (Ayer and others 1955): a
 * smoothing without a parameter for what can only recover.
 */
public final class Isotonic {

  private Isotonic() {}

  /**
   * Fits sums over weights.
   *
   * @param sum at each point, for example hits
   * @param weight at each point, for example questions; points without weight take the value before
   *     them, and the first value if there is none
   * @return the fitted means; NaN throughout if there is no weight at all
   */
  public static double[] fit(double[] sum, double[] weight) {
    int points = sum.length;
    double[] poolSum = new double[points];
    double[] poolWeight = new double[points];
    int[] poolEnd = new int[points];
    int pools = 0;
    for (int i = 0; i < points; i++) {
      if (weight[i] == 0) {
        if (pools > 0) {
          poolEnd[pools - 1] = i + 1;
        }
        continue;
      }
      poolSum[pools] = sum[i];
      poolWeight[pools] = weight[i];
      poolEnd[pools] = i + 1;
      pools++;
      while (pools > 1
          && poolSum[pools - 2] * poolWeight[pools - 1]
              >= poolSum[pools - 1] * poolWeight[pools - 2]) {
        poolSum[pools - 2] += poolSum[pools - 1];
        poolWeight[pools - 2] += poolWeight[pools - 1];
        poolEnd[pools - 2] = poolEnd[pools - 1];
        pools--;
      }
    }
    double[] fitted = new double[points];
    int at = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (; at < poolEnd[pool]; at++) {
        fitted[at] = poolSum[pool] / poolWeight[pool];
      }
    }
    for (; at < points; at++) {
      fitted[at] = Double.NaN;
    }
    return fitted;
  }
}
