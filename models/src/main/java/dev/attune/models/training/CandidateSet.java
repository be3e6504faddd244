package dev.attune.models.training;

import dev.attune.models.habit.Habits;
import dev.attune.models.token.ItemHash;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;

/**
 * The candidates of one ranking sample, all in different vocabulary rows: the true item, then the
 * user's habits from the latest, then nothing. Used again for each sample.
 */
final class CandidateSet {

  private final Vocabulary vocabulary;
  private final int[] indexes;
  private final int[] hashes;
  private int size;

  CandidateSet(Vocabulary vocabulary, int capacity) {
    this.vocabulary = vocabulary;
    this.indexes = new int[capacity];
    this.hashes = new int[capacity];
  }

  void fill(int trueItem, Habits habits) {
    Arrays.fill(indexes, Vocabulary.NONE);
    Arrays.fill(hashes, ItemHash.NONE);
    size = 0;
    add(vocabulary.indexOfHash(trueItem), trueItem);
    for (int k = 0; k < habits.size(); k++) {
      add(vocabulary.indexOfHash(habits.item(k)), habits.item(k));
    }
  }

  /** How many candidates there are, the empty ones included. */
  int capacity() {
    return indexes.length;
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
