package dev.attune.models.token;

/**
 * A stable 24-bit name for an item key, which profiles keep instead of the string: three bytes, and
 * independent of any vocabulary, so that a new model release can read old profiles.
 *
 * <p>The hash is FNV-1a (32 bits, offset basis 0x811C9DC5, prime 0x01000193) over the key's UTF-8
 * bytes, then the 32-bit finalizer of MurmurHash3, of which the upper 24 bits are kept. Value 0 is
 * kept for the empty key; a key that would hash to 0 gets 1. Unpaired surrogates count as '?', as
 * {@link String#getBytes(java.nio.charset.Charset)} writes them. With 400 items, the chance that
 * any two share a hash is 0.5 %; what shares a hash is one item to profiles and models.
 */
public final class ItemHash {

  /** The hash of no item. */
  public static final int NONE = 0;

  /** How many values there are. */
  public static final int RANGE = 1 << 24;

  private static final int OFFSET_BASIS = 0x811C9DC5;
  private static final int PRIME = 0x01000193;

  private ItemHash() {}

  /** The hash of an item key: 0 for the empty key, else 1 to 2^24 - 1. */
  public static int of(String itemKey) {
    int length = itemKey.length();
    if (length == 0) {
      return NONE;
    }
    int hash = OFFSET_BASIS;
    for (int i = 0; i < length; i++) {
      char c = itemKey.charAt(i);
      if (c < 0x80) {
        hash = (hash ^ c) * PRIME;
      } else if (c < 0x800) {
        hash = (hash ^ (0xC0 | c >>> 6)) * PRIME;
        hash = tail(hash, c, 0);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(itemKey.charAt(i + 1))) {
        int point = Character.toCodePoint(c, itemKey.charAt(++i));
        hash = (hash ^ (0xF0 | point >>> 18)) * PRIME;
        hash = tail(hash, point, 12);
        hash = tail(hash, point, 6);
        hash = tail(hash, point, 0);
      } else if (Character.isSurrogate(c)) {
        hash = (hash ^ '?') * PRIME;
      } else {
        hash = (hash ^ (0xE0 | c >>> 12)) * PRIME;
        hash = tail(hash, c, 6);
        hash = tail(hash, c, 0);
      }
    }
    int value = mix(hash) >>> 8;
    return value == NONE ? 1 : value;
  }

  private static int tail(int hash, int point, int shift) {
    return (hash ^ (0x80 | point >>> shift & 0x3F)) * PRIME;
  }

  private static int mix(int hash) {
    int mixed = hash;
    mixed = (mixed ^ mixed >>> 16) * 0x85EBCA6B;
    mixed = (mixed ^ mixed >>> 13) * 0xC2B2AE35;
    return mixed ^ mixed >>> 16;
  }
}
