package dev.attune.topology.recommend;

import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Decay;
import dev.attune.topology.profile.Feedback;
import dev.attune.topology.profile.Feedback.Answer;
import dev.attune.topology.profile.Profile;
import java.util.Optional;

/**
 * How much a user likes a category of items, from two sources:
 *
 * <ul>
 *   <li>use: the share of the category among the user's habits, with one use of each of {@link
 *       #USUAL_CATEGORIES} assumed, so that nothing is ever ruled out. Apps, content and themes of
 *       the same category name are taken to be related;
 *   <li>answers: (accepted + 1) / (accepted + dismissed + a quarter of those shown without answer +
 *       4), against the 1/4 that it is without answers, within a factor of 4 either way.
 * </ul>
 */
final class CategoryTaste {

  static final int USUAL_CATEGORIES = 12;

  private static final double PRIOR = 0.25;
  private static final double PRIOR_ANSWERS = 4;
  private static final double IGNORED_WEIGHT = 0.25;
  private static final double MOST = 4;
  private static final int KNOWN = 64;

  private final Profile profile;
  private final int[] category;
  private final float[] uses;
  private int size;
  private float total;

  // Logarithms cost more than the rest of a decision, and most candidates share a few categories.
  private final int[] known = new int[KNOWN];
  private final int[] logAffinity = new int[KNOWN];
  private final int[] logAnswered = new int[KNOWN];
  private int knownSize;

  CategoryTaste(Catalog catalog, Profile profile) {
    this.profile = profile;
    int habits = profile.habits().size();
    category = new int[habits];
    uses = new float[habits];
    for (int i = 0; i < habits; i++) {
      Optional<CatalogEntry> entry = catalog.byHash(profile.habits().item(i));
      if (entry.isPresent() && entry.get().kind() != ItemKind.SETTING) {
        add(entry.get().categoryHash(), profile.habits().uses(i));
      }
    }
  }

  private void add(int categoryHash, float more) {
    int place = 0;
    while (place < size && category[place] != categoryHash) {
      place++;
    }
    if (place == size) {
      category[size++] = categoryHash;
    }
    uses[place] += more;
    total += more;
  }

  /** The fading count of uses of items of the category. */
  float uses(int categoryHash) {
    for (int i = 0; i < size; i++) {
      if (category[i] == categoryHash) {
        return uses[i];
      }
    }
    return 0f;
  }

  /** The smoothed share of the category among all uses, above 0, at most 1. */
  double affinity(int categoryHash) {
    return (uses(categoryHash) + 1.0) / (total + USUAL_CATEGORIES);
  }

  /** The fading count of items of the category that were accepted. */
  double accepted(int categoryHash) {
    return count(categoryHash, Answer.ACCEPTED);
  }

  /**
   * How much more, or less, likely than without answers an item of the category is taken: 1/4 to 4.
   */
  double answered(int categoryHash) {
    double accepted = count(categoryHash, Answer.ACCEPTED);
    double dismissed = count(categoryHash, Answer.DISMISSED);
    double ignored = Math.max(0, count(categoryHash, Answer.SHOWN) - accepted - dismissed);
    double rate =
        (accepted + PRIOR * PRIOR_ANSWERS)
            / (accepted + dismissed + IGNORED_WEIGHT * ignored + PRIOR_ANSWERS);
    return Math.max(1 / MOST, Math.min(MOST, rate / PRIOR));
  }

  /** The logarithm of {@link #affinity}, in thousandths. */
  int logAffinity(int categoryHash) {
    int place = place(categoryHash);
    return place < 0 ? logThousandths(affinity(categoryHash)) : logAffinity[place];
  }

  /** The logarithm of {@link #answered}, in thousandths. */
  int logAnswered(int categoryHash) {
    int place = place(categoryHash);
    return place < 0 ? logThousandths(answered(categoryHash)) : logAnswered[place];
  }

  private int place(int categoryHash) {
    for (int i = 0; i < knownSize; i++) {
      if (known[i] == categoryHash) {
        return i;
      }
    }
    if (knownSize == KNOWN) {
      return -1;
    }
    known[knownSize] = categoryHash;
    logAffinity[knownSize] = logThousandths(affinity(categoryHash));
    logAnswered[knownSize] = logThousandths(answered(categoryHash));
    return knownSize++;
  }

  static int logThousandths(double value) {
    return value == 1 ? 0 : (int) Math.round(StrictMath.log(value) * 1000);
  }

  private double count(int categoryHash, Answer answer) {
    Feedback feedback = profile.feedback();
    return feedback.count(categoryHash, answer) / (double) Decay.ONE;
  }
}
