package dev.attune.topology.release;

import java.util.Arrays;

/**
 * The first five of a ranking, by a model and by counts.
 *
 * @param model the item hashes of the model's first five, fewer if there are not so many
 * @param counts the item hashes of the first five by counts alone
 * @param expected how likely, by the model, the next app is one of its five: their share in the
 *     softmax of all scores
 */
public record Ranking(int[] model, int[] counts, double expected) {

  /** How many of a ranking's first items count as found. */
  public static final int FIRST = 5;

  /**
   * The first five of a row of scores. Ties go to the earlier item.
   *
   * @param hashes the item hashes
   * @param scores the model's scores, from {@code offset}, one for each item
   * @param countScores the scores of counts alone, likewise
   */
  public static Ranking of(int[] hashes, float[] scores, float[] countScores, int offset) {
    int[] best = first(scores, offset, hashes.length);
    double highest = best.length == 0 ? 0 : scores[offset + best[0]];
    double all = 0;
    for (int i = 0; i < hashes.length; i++) {
      all += Math.exp(scores[offset + i] - highest);
    }
    double found = 0;
    for (int place : best) {
      found += Math.exp(scores[offset + place] - highest);
    }
    return new Ranking(
        hashes(hashes, best),
        hashes(hashes, first(countScores, offset, hashes.length)),
        all > 0 ? found / all : 0);
  }

  private static int[] hashes(int[] hashes, int[] places) {
    int[] found = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      found[i] = hashes[places[i]];
    }
    return found;
  }

  /** The places of the highest scores, the highest first. */
  private static int[] first(float[] scores, int offset, int count) {
    int[] places = new int[FIRST];
    int size = 0;
    for (int i = 0; i < count; i++) {
      float score = scores[offset + i];
      int at = size;
      while (at > 0 && scores[offset + places[at - 1]] < score) {
        at--;
      }
      if (at == FIRST) {
        continue;
      }
      int moved = Math.min(size, FIRST - 1) - at;
      System.arraycopy(places, at, places, at + 1, moved);
      places[at] = i;
      size = Math.min(FIRST, size + 1);
    }
    return Arrays.copyOf(places, size);
  }
}
