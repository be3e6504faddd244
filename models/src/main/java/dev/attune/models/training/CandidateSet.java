package dev.attune.models.training;

import dev.attune.models.habit.Habits;
import dev.attune.models.token.ItemHash;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.List;
import java.util.Random;

/**
 * The candidates of one ranking sample, all in different vocabulary rows: the true item, then the
 * user's habits from the latest, then random known apps. Used again for each sample.
 */
final class CandidateSet {

  private final Vocabulary vocabulary;
  private final List<String> apps;
  private final int[] appIndexes;
  private final int[] appHashes;
  private final int[] indexes;
  private final int[] hashes;
  private int size;

  /**
   * @throws IllegalArgumentException if the vocabulary knows too few apps to fill the set
   */
  CandidateSet(Vocabulary vocabulary, int capacity) {
    this.vocabulary = vocabulary;
    this.apps = vocabulary.items().stream().filter(item -> item.startsWith("app:")).toList();
    if (apps.size() < capacity) {
      throw new IllegalArgumentException(
          capacity + " candidates need as many apps, the vocabulary knows " + apps.size());
    }
    this.appIndexes = apps.stream().mapToInt(vocabulary::index).toArray();
    this.appHashes = apps.stream().mapToInt(ItemHash::of).toArray();
    this.indexes = new int[capacity];
    this.hashes = new int[capacity];
  }

  void fill(int trueItem, Habits habits, Random random) {
    size = 0;
    add(vocabulary.indexOfHash(trueItem), trueItem);
    for (int k = 0; k < habits.size(); k++) {
      add(vocabulary.indexOfHash(habits.item(k)), habits.item(k));
    }
    while (size < indexes.length) {
      int app = random.nextInt(appIndexes.length);
      add(appIndexes[app], appHashes[app]);
    }
  }

  int size() {
    return size;
  }

  int index(int i) {
    return indexes[i];
  }

  int hash(int i) {
    return hashes[i];
  }

  private void add(int index, int hash) {
    if (size == indexes.length) {
      return;
    }
    for (int i = 0; i < size; i++) {
      if (indexes[i] == index) {
        return;
      }
    }
    indexes[size] = index;
    hashes[size] = hash;
    size++;
  }
}
