package dev.attune.topology.stream;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps values of a store as objects, so that a value touched many times between two commits is
 * read, decoded, encoded and written once.
 *
 * <p>Least recently used values leave first, but only once what changed is written: a changed value
 * is never lost and never read stale. So between two calls of {@link #writeBack} there may be more
 * than {@code maxEntries} values, at most as many more as were changed.
 *
 * <p>A value that was not changed may leave, and be used for another key, whenever a key is asked
 * for that is not kept: ask again rather than hold on to it. Not thread-safe.
 *
 * @param <K> what values are kept under
 * @param <V> mutable values, equal to what is stored after a round trip through the backing store
 */
final class WriteBackCache<K, V> {

  /** Where values live. */
  interface Backing<K, V> {

    /** Reads the value, or makes the one that an unknown key starts with. */
    V read(K key);

    /** Writes the value, by the next {@link #flush}. */
    void write(K key, V value);

    /** Forgets the value, by the next {@link #flush}. */
    void delete(K key);

    /** Stores what was written and deleted since the last call; nothing is read before that. */
    void flush();

    /** The value that a forgotten or unknown key starts with. */
    V fresh(K key);

    /** Takes back a value that left the cache and that nobody else has. */
    void release(V value);
  }

  private enum State {
    CLEAN,
    CHANGED,
    DELETED
  }

  private static final class Entry<K, V> {
    final K key;
    V value;
    State state = State.CLEAN;

    Entry(K key, V value) {
      this.key = key;
      this.value = value;
    }
  }

  private final IntSupplier maxEntries;
  private final Backing<K, V> backing;
  private final Map<K, Entry<K, V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final List<Entry<K, V>> unwritten = new ArrayList<>();

  /** The youngest entry: what was asked for last is asked for again, several times for an event. */
  private @Nullable Entry<K, V> last;

  /**
   * @param maxEntries how many values to keep; may change at any time
   */
  WriteBackCache(IntSupplier maxEntries, Backing<K, V> backing) {
    this.maxEntries = maxEntries;
    this.backing = backing;
  }

  /** The value under the key, read on first touch. Call {@link #changed} after changing it. */
  V get(K key) {
    return entry(key).value;
  }

  private Entry<K, V> entry(K key) {
    Entry<K, V> entry = last;
    if (entry != null && entry.key.equals(key)) {
      return entry;
    }
    entry = entries.get(key);
    if (entry == null) {
      entry = new Entry<>(key, backing.read(key));
      entries.put(key, entry);
      evict();
    }
    last = entry;
    return entry;
  }

  /** Says that the value was changed, so that it is written. */
  void changed(K key) {
    mark(key, State.CHANGED);
  }

  /** Forgets the value: a deletion is written, and the key starts afresh. */
  void delete(K key) {
    mark(key, State.DELETED).value = backing.fresh(key);
  }

  private Entry<K, V> mark(K key, State state) {
    Entry<K, V> entry = entry(key);
    if (entry.state == State.CLEAN) {
      unwritten.add(entry);
    }
    entry.state = state;
    return entry;
  }

  /** Writes what changed, in the order in which it first changed. */
  void writeBack() {
    for (Entry<K, V> entry : unwritten) {
      if (entry.state == State.DELETED) {
        backing.delete(entry.key);
      } else {
        backing.write(entry.key, entry.value);
      }
      entry.state = State.CLEAN;
    }
    backing.flush();
    unwritten.clear();
    evict();
    last = null;
  }

  /** How many values would be written now. */
  int unwritten() {
    return unwritten.size();
  }

  int size() {
    return entries.size();
  }

  /** Forgets everything, written or not: what is stored counts. */
  void clear() {
    entries.clear();
    unwritten.clear();
    last = null;
  }

  /**
   * Stops at the first value that is not written: everything younger was touched after it, that is
   * since the last commit.
   */
  private void evict() {
    Iterator<Entry<K, V>> eldest = entries.values().iterator();
    int most = maxEntries.getAsInt();
    while (entries.size() > most) {
      Entry<K, V> entry = eldest.next();
      if (entry.state != State.CLEAN) {
        return;
      }
      eldest.remove();
      backing.release(entry.value);
    }
  }
}
