package dev.attune.evaluate.history;

import dev.attune.models.token.ItemHash;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * All apps that are ranked, in the order of their ids, which also breaks ties. Every ranker ranks
 * all of them. Immutable.
 */
public final class Apps {

  /** How item ids of apps begin. */
  public static final String PREFIX = "app:";

  /** The column of what is no app that is ranked. */
  public static final int NONE = -1;

  private final List<String> ids;
  private final int[] hashes;
  private final Map<Integer, Integer> columnByHash = new HashMap<>();

  private Apps(SortedSet<String> ids) {
    this.ids = List.copyOf(ids);
    this.hashes = this.ids.stream().mapToInt(ItemHash::of).toArray();
    for (int column = 0; column < hashes.length; column++) {
      columnByHash.putIfAbsent(hashes[column], column);
    }
  }

  /** The apps among these items and those that the releases know. */
  public static Apps of(Collection<String> items, Collection<Vocabulary> vocabularies) {
    SortedSet<String> ids = new TreeSet<>();
    items.stream().filter(Apps::isApp).forEach(ids::add);
    vocabularies.forEach(known -> known.items().stream().filter(Apps::isApp).forEach(ids::add));
    return new Apps(ids);
  }

  /** How many there are. */
  public int size() {
    return ids.size();
  }

  /** The id of a column. */
  public String id(int column) {
    return ids.get(column);
  }

  /** The {@link ItemHash} of a column. */
  public int hash(int column) {
    return hashes[column];
  }

  /** The column of what has this {@link ItemHash}, or {@link #NONE}. */
  public int column(int itemHash) {
    return columnByHash.getOrDefault(itemHash, NONE);
  }

  /** The rows that the apps have in a vocabulary, hash buckets for those it does not know. */
  public int[] rows(Vocabulary vocabulary) {
    return ids.stream().mapToInt(vocabulary::index).toArray();
  }

  private static boolean isApp(String item) {
    return item.startsWith(PREFIX);
  }
}
