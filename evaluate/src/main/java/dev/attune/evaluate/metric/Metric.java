package dev.attune.evaluate.metric;

/**
 * What the place of the true item in a full ranking is worth. One item is true, so the ideal
 * discounted gain is 1 and NDCG needs no division (Järvelin and Kekäläinen 2002).
 */
public enum Metric {
  /** 1 if the item is first. */
  HR1("hr1", 1),
  /** 1 if the item is among the first five. */
  HR5("hr5", 5),
  /** 1 if the item is among the first ten. */
  HR10("hr10", 10),
  /** 1 / log2(place + 2) if the item is among the first five, else 0; places from 0. */
  NDCG5("ndcg5", 5),
  /** The same for the first ten. */
  NDCG10("ndcg10", 10),
  /** 1 / (place + 1): the reciprocal rank, whose mean is MRR. */
  MRR("mrr", Integer.MAX_VALUE);

  private static final double LN2 = StrictMath.log(2);

  private final String label;
  private final int cut;

  Metric(String label, int cut) {
    this.label = label;
    this.cut = cut;
  }

  /** The metric's name in reports, such as {@code ndcg5}. */
  public String label() {
    return label;
  }

  /**
   * What a place is worth, 0 to 1.
   *
   * @param place of the true item, 0 for the first
   */
  public double of(int place) {
    if (place < 0) {
      throw new IllegalArgumentException("there is no place " + place);
    }
    if (place >= cut) {
      return 0;
    }
    return switch (this) {
      case HR1, HR5, HR10 -> 1;
      case NDCG5, NDCG10 -> LN2 / StrictMath.log(place + 2.0);
      case MRR -> 1 / (place + 1.0);
    };
  }
}
