package dev.attune.topology.recommend;

import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;
import java.util.Optional;

/**
 * How much a user uses a category of items: its share among the user's habits, with one use of each
 * of {@link #USUAL_CATEGORIES} assumed, so that nothing is ever ruled out. Apps, content and themes
 * of the same category name are taken to be related.
 */
final class CategoryTaste {

  static final int USUAL_CATEGORIES = 12;

  private static final int KNOWN = 64;

  private final int[] category;
  private final float[] uses;
  private int size;
  private float total;

  // Logarithms cost more than the rest of a decision, and most candidates share a few categories.
  private final int[] known = new int[KNOWN];
  private final int[] logAffinity = new int[KNOWN];
  private int knownSize;

  private CategoryTaste(int categories) {
    category = new int[categories];
    uses = new float[categories];
  }

  /** The taste of someone nothing is known about. */
  static CategoryTaste none() {
    return new CategoryTaste(0);
  }

  /** The taste of this user. */
  static CategoryTaste of(Catalog catalog, Profile profile) {
    int habits = profile.habits().size();
    CategoryTaste taste = new CategoryTaste(habits);
    for (int i = 0; i < habits; i++) {
      Optional<CatalogEntry> entry = catalog.byHash(profile.habits().item(i));
      if (entry.isPresent() && entry.get().kind() != ItemKind.SETTING) {
        taste.add(entry.get().categoryHash(), profile.habits().uses(i));
      }
    }
    return taste;
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

  /** The logarithm of {@link #affinity}, in thousandths. */
  int logAffinity(int categoryHash) {
    for (int i = 0; i < knownSize; i++) {
      if (known[i] == categoryHash) {
        return logAffinity[i];
      }
    }
    int log = logThousandths(affinity(categoryHash));
    if (knownSize < KNOWN) {
      known[knownSize] = categoryHash;
      logAffinity[knownSize++] = log;
    }
    return log;
  }

  static int logThousandths(double value) {
    return value == 1 ? 0 : (int) Math.round(StrictMath.log(value) * 1000);
  }
}
