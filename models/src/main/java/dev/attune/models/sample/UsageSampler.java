package dev.attune.models.sample;

import dev.attune.models.token.EventType;
import dev.attune.models.vocabulary.Vocabulary;

/**
 * Draws what comes next in made-up sessions, for a batch of sessions at once. All randomness comes
 * in as numbers, so that equal inputs give equal events. Not thread-safe.
 *
 * <p>A session begins with a state of zeros, into which {@link
 * dev.attune.models.usage.UsageModel#update} folds an unlock at its hour and place with gap 0; the
 * last item then is {@link Vocabulary#NONE}. It goes on with one call for each event until the type
 * is {@link #END}. The hour moves on with the gaps, and the caller rounds states as a profile's are
 * ({@link dev.attune.models.usage.Fp16}).
 */
public interface UsageSampler extends AutoCloseable {

  /** The type that ends a session; its item is {@link Vocabulary#NONE}, its gap means nothing. */
  int END = EventType.NONE.ordinal();

  /** How many random numbers an event takes: for type, item and gap. */
  int NUMBERS = 3;

  /** The release it belongs to. */
  String release();

  /** What the rows of items stand for. */
  Vocabulary vocabulary();

  /** How a cohort's summary becomes a condition. */
  CohortProjection cohorts();

  /**
   * Draws one event for each row and folds it into the state. An item is never a hash bucket, and
   * only one that was seen with the type; a gap is 1 to 15.
   *
   * @param n rows
   * @param state [n x 256], replaced in place
   * @param last [n], row in the vocabulary of the item before
   * @param hourOfWeek [n], of the event before, at which the new one is folded
   * @param place [n], ordinals of the place class, likewise
   * @param condition [n x {@link CohortProjection#CONDITION}]; zeros where nothing is known
   * @param uniform [n x 3], each from 0 to 1
   * @param item [n], gets the items' rows in the vocabulary
   * @param type [n], gets ordinals of {@link EventType}
   * @param gap [n], gets gap buckets
   * @throws IllegalArgumentException if an array is too short or a value out of its range
   * @throws IllegalStateException if the graph fails, or the sampler is closed
   */
  void sample(
      int n,
      float[] state,
      int[] last,
      int[] hourOfWeek,
      int[] place,
      float[] condition,
      float[] uniform,
      int[] item,
      int[] type,
      int[] gap);

  @Override
  void close();
}
