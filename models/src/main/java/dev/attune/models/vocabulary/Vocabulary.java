package dev.attune.models.vocabulary;

import dev.attune.models.token.ItemHash;
import dev.attune.models.token.ItemKey;
import dev.attune.models.token.NotificationOutcome;
import dev.attune.schemas.notification.NotificationCategory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which item has which row in a model's item table. Every key has a row:
 *
 * <ul>
 *   <li>0: no item, and padding;
 *   <li>1 to 64: notifications, category ordinal x {@link NotificationOutcome};
 *   <li>65 to 96: hash buckets for every item the release does not know;
 *   <li>from 97: the known items in the order of the file.
 * </ul>
 *
 * <p>The file is UTF-8 with one item id a line, each line ended by a line feed. Immutable and safe
 * for use by many threads.
 */
public final class Vocabulary {

  /** The row of no item. */
  public static final int NONE = 0;

  /** The first row of notifications. */
  public static final int FIRST_NOTIFICATION = 1;

  /** Notification categories that have rows. */
  public static final int NOTIFICATION_CATEGORIES = 16;

  /** The first row of hash buckets. */
  public static final int FIRST_BUCKET =
      FIRST_NOTIFICATION + NOTIFICATION_CATEGORIES * NotificationOutcome.COUNT;

  /** How many hash buckets there are. */
  public static final int BUCKETS = 32;

  /** The row of the first known item. */
  public static final int FIRST_KNOWN = FIRST_BUCKET + BUCKETS;

  /** The most rows a vocabulary can have. */
  public static final int MAX_SIZE = 65_535;

  private final List<String> items;
  private final byte[] file;
  private final String digest;
  private final Map<String, Integer> indexByKey = new HashMap<>();

  // Open addressing without boxing, since every event looks here: keys are hashes, 0 is free.
  private final int[] tableHash;
  private final int[] tableIndex;

  private Vocabulary(List<String> items, byte[] file) {
    this.items = List.copyOf(items);
    this.file = file.clone();
    this.digest = sha256(file);
    if (FIRST_KNOWN + items.size() > MAX_SIZE) {
      throw new IllegalArgumentException(
          "a vocabulary has at most " + (MAX_SIZE - FIRST_KNOWN) + " items, not " + items.size());
    }
    int capacity = Integer.highestOneBit(2 * (FIRST_KNOWN + items.size())) << 1;
    this.tableHash = new int[capacity];
    this.tableIndex = new int[capacity];
    int index = FIRST_NOTIFICATION;
    for (NotificationCategory category : NotificationCategory.values()) {
      for (NotificationOutcome outcome : NotificationOutcome.values()) {
        add(ItemKey.notification(category, outcome), index++);
      }
    }
    index = FIRST_KNOWN;
    for (String item : items) {
      add(item, index++);
    }
  }

  /**
   * A vocabulary of these known items.
   *
   * @throws IllegalArgumentException if an item is empty, holds a line break, comes twice or is a
   *     notification's key, or if there are too many
   */
  public static Vocabulary of(List<String> items) {
    StringBuilder file = new StringBuilder();
    for (String item : items) {
      file.append(item).append('\n');
    }
    return new Vocabulary(items, file.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads a vocabulary from the bytes of its file.
   *
   * @throws IllegalArgumentException as {@link #of(List)}, and if the bytes are not UTF-8
   */
  public static Vocabulary parse(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the vocabulary is not UTF-8", e);
    }
    List<String> items = new ArrayList<>(List.of(text.split("\n", -1)));
    if (items.get(items.size() - 1).isEmpty()) {
      items.remove(items.size() - 1);
    }
    return new Vocabulary(items, file);
  }

  /**
   * Reads a vocabulary file.
   *
   * @throws IllegalArgumentException as {@link #parse(byte[])}
   */
  public static Vocabulary load(Path file) throws IOException {
    return parse(Files.readAllBytes(file));
  }

  /** The row of an item key; what is not known gets a hash bucket. */
  public int index(String itemKey) {
    Integer index = indexByKey.get(itemKey);
    return index != null ? index : indexOfHash(ItemHash.of(itemKey));
  }

  /** The row of what has this {@link ItemHash}; of known items with equal hashes the first. */
  public int indexOfHash(int itemHash) {
    if (itemHash == ItemHash.NONE) {
      return NONE;
    }
    int mask = tableHash.length - 1;
    for (int slot = itemHash & mask; tableHash[slot] != 0; slot = slot + 1 & mask) {
      if (tableHash[slot] == itemHash) {
        return tableIndex[slot];
      }
    }
    return FIRST_BUCKET + itemHash % BUCKETS;
  }

  /** How many rows there are. */
  public int size() {
    return FIRST_KNOWN + items.size();
  }

  /** The known item in this row; empty for rows that stand for no item, notifications, buckets. */
  public Optional<String> item(int index) {
    return index >= FIRST_KNOWN && index < size()
        ? Optional.of(items.get(index - FIRST_KNOWN))
        : Optional.empty();
  }

  /** The category of the notifications that a row stands for; empty for other rows. */
  public static Optional<NotificationCategory> notification(int index) {
    int place = (index - FIRST_NOTIFICATION) / NotificationOutcome.COUNT;
    NotificationCategory[] categories = NotificationCategory.values();
    return index >= FIRST_NOTIFICATION && place < categories.length && index < FIRST_BUCKET
        ? Optional.of(categories[place])
        : Optional.empty();
  }

  /** The known items in the order of the file. */
  public List<String> items() {
    return items;
  }

  /** SHA-256 over the bytes of the file, in lower-case hexadecimal. */
  public String digest() {
    return digest;
  }

  /** The bytes of the file. */
  public byte[] file() {
    return file.clone();
  }

  private void add(String key, int index) {
    if (key.isEmpty() || key.indexOf('\n') >= 0 || key.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "item " + (index - FIRST_KNOWN + 1) + " of the vocabulary is empty or has a line break");
    }
    if (indexByKey.putIfAbsent(key, index) != null) {
      throw new IllegalArgumentException("the vocabulary has " + key + " twice");
    }
    int hash = ItemHash.of(key);
    int mask = tableHash.length - 1;
    int slot = hash & mask;
    while (tableHash[slot] != 0) {
      if (tableHash[slot] == hash) {
        return;
      }
      slot = slot + 1 & mask;
    }
    tableHash[slot] = hash;
    tableIndex[slot] = index;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
