package dev.attune.models.folded;

/**
 * Which row of a table an event takes: a sum of its four indexes, each times a whole number.
 *
 * @param item factor of the item's index
 * @param kind factor of the index of event type and place
 * @param gap factor of the gap bucket
 * @param how factor of the hour of the week
 */
record IndexSum(int item, int kind, int gap, int how) {

  IndexSum plus(IndexSum other) {
    return new IndexSum(item + other.item, kind + other.kind, gap + other.gap, how + other.how);
  }

  IndexSum times(int factor) {
    return new IndexSum(
        Math.multiplyExact(item, factor),
        Math.multiplyExact(kind, factor),
        Math.multiplyExact(gap, factor),
        Math.multiplyExact(how, factor));
  }

  int of(int itemIndex, int kindIndex, int gapIndex, int howIndex) {
    return item * itemIndex + kind * kindIndex + gap * gapIndex + how * howIndex;
  }

  /** Whether no factor is negative, so that the largest indexes take the last row. */
  boolean isUpward() {
    return item >= 0 && kind >= 0 && gap >= 0 && how >= 0;
  }
}
