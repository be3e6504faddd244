package dev.attune.models.usage;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.vocabulary.Vocabulary;

/**
 * A model of how a user uses a phone. The user's state is the model's state: {@link #update} folds
 * an event into it, {@link #readout} and {@link #rank} answer questions from it.
 *
 * <p>All arrays are row-major and may be longer than needed; rows from n on are neither read nor
 * written. A row's result does not depend on the other rows or on its place. The arrays of the
 * caller are read and written during the call only. If a call throws for its arguments, nothing was
 * written; if it throws otherwise, what it would have written is undefined.
 *
 * <p>Not thread-safe: one object per thread. Closing it gives back its buffers.
 */
public interface UsageModel extends AutoCloseable {

  /** The most rows of one call. */
  int MAX_ROWS = 256;

  /** In place of an output of {@link #readout} that is not needed: each costs. */
  float[] NOT_ASKED = {};

  /** The most candidates of one row of {@link #rank}. */
  int MAX_CANDIDATES = 1024;

  /** The id of the release that answers, or {@code fallback}. */
  String release();

  /** Whether the last call was answered without the trained model. */
  boolean fallback();

  /** Which item has which index. */
  Vocabulary vocabulary();

  /** Which items go together; part of the count features. */
  ItemNeighbors neighbors();

  /** The sizes of the arrays. */
  ModelShape shape();

  /**
   * Folds one event of each of n users into their states. Two events of one user belong in two
   * calls, in their order.
   *
   * @param n rows, 0 to {@link #MAX_ROWS}
   * @param item vocabulary indexes [n]
   * @param kind kinds of event and place, see {@link dev.attune.models.token.EventKind} [n]
   * @param gap gap buckets [n], see {@link dev.attune.models.token.Tokenizer#gapBucket}
   * @param hourOfWeek hours of the week [n], 0 to 167
   * @param state states [n x state], replaced in place
   * @throws IllegalArgumentException if n or an index is out of its range, or an array too short
   * @throws IllegalStateException if the model fails or is closed
   */
  void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state);

  /**
   * What the states say now.
   *
   * @param n rows, 0 to {@link #MAX_ROWS}
   * @param state states [n x state]
   * @param lastItem vocabulary indexes of the item of the last event folded into each state [n]; 0
   *     if none was
   * @param hourOfWeek hours of the week of that event [n], 0 to 167
   * @param place places of that event [n], ordinals of {@link dev.attune.schemas.usage.PlaceClass}
   * @param representation out: what {@link #rank} needs [n x representation]; {@link #NOT_ASKED} if
   *     not needed
   * @param engagement out: the probability that a notification of the category, posted at the local
   *     hour, is opened [n x notificationCategories x hours]; {@link #NOT_ASKED} if not needed
   * @throws IllegalArgumentException if n or an index is out of its range, or an array too short
   * @throws IllegalStateException if the model fails or is closed
   */
  void readout(
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement);

  /**
   * Scores candidates: higher is more likely to be the user's next choice. Scores of one row
   * compare with each other only, as logits do: their softmax is a distribution over the row's
   * candidates.
   *
   * @param n rows, 0 to {@link #MAX_ROWS}
   * @param candidates candidates of each row, 0 to {@link #MAX_CANDIDATES}
   * @param representation from {@link #readout} [n x representation]
   * @param candidate vocabulary indexes [n x candidates]; 0 is padding
   * @param features count features [n x candidates x features], see {@link
   *     dev.attune.models.habit.RankFeatures}
   * @param score out [n x candidates]; negative infinity for padding
   * @throws IllegalArgumentException if n, candidates or an index is out of its range, or an array
   *     too short
   * @throws IllegalStateException if the model fails or is closed
   */
  void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score);

  @Override
  void close();
}
