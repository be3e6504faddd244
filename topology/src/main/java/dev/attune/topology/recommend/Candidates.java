package dev.attune.topology.recommend;

import dev.attune.models.habit.RankEvidence;
import dev.attune.models.token.ItemHash;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be in one list: apps, which the model scores, and other items, which it does not. All
 * rules are applied.
 */
public final class Candidates {

  /** How many apps the model is asked about; rows with fewer are padded. */
  public static final int APPS = 32;

  private final List<CatalogEntry> apps = new ArrayList<>(APPS);
  private final List<CatalogEntry> others = new ArrayList<>();
  private final RuleCounts removed = new RuleCounts();
  private final int considered;

  Candidates(int considered) {
    this.considered = considered;
  }

  List<CatalogEntry> apps() {
    return apps;
  }

  List<CatalogEntry> others() {
    return others;
  }

  RuleCounts removed() {
    return removed;
  }

  /** How many items there were before the rules. */
  int considered() {
    return considered;
  }

  int size() {
    return apps.size() + others.size();
  }

  /** The item hashes of the apps, in the order in which the model is asked about them. */
  public int[] appHashes() {
    int[] hashes = new int[apps.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = apps.get(i).hash();
    }
    return hashes;
  }

  /** The apps that the model is asked about, in the order of rows. */
  public List<CatalogEntry> picked() {
    return List.copyOf(apps);
  }

  /** The app among them that has this id. */
  public Optional<CatalogEntry> app(String id) {
    return apps.stream().filter(app -> app.id().equals(id)).findFirst();
  }

  /** Writes the vocabulary indexes of the apps to a row of {@link #APPS}, padded with 0. */
  public void indexes(Vocabulary vocabulary, int[] out, int offset) {
    for (int i = 0; i < APPS; i++) {
      out[offset + i] =
          i < apps.size() ? vocabulary.indexOfHash(apps.get(i).hash()) : Vocabulary.NONE;
    }
  }

  /**
   * Writes the features of the apps to a row of {@link #APPS} times {@code width}.
   *
   * @param indexes what {@link #indexes} wrote, from {@code firstIndex}
   */
  public void features(
      RankEvidence evidence, int[] indexes, int firstIndex, float[] out, int offset, int width) {
    for (int i = 0; i < APPS; i++) {
      int hash = i < apps.size() ? apps.get(i).hash() : ItemHash.NONE;
      evidence.features(hash, indexes[firstIndex + i], out, offset + i * width);
    }
  }
}
