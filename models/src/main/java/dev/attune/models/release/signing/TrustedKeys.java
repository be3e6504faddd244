package dev.attune.models.release.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys whose releases may be used. A file of them has one key a line, as name, space,
 * key; empty lines and lines that begin with {@code #} are comments. Immutable.
 */
public final class TrustedKeys {

  private static final String RESOURCE = "/dev/attune/models/trusted.keys";

  private final Map<String, TrustedKey> byKey;

  private TrustedKeys(Map<String, TrustedKey> byKey) {
    this.byKey = byKey;
  }

  /** These keys; of a key with two names the first counts. */
  public static TrustedKeys of(List<TrustedKey> keys) {
    Map<String, TrustedKey> byKey = new LinkedHashMap<>();
    keys.forEach(key -> byKey.putIfAbsent(key.key(), key));
    return new TrustedKeys(byKey);
  }

  /** The keys that this build trusts. */
  public static TrustedKeys builtIn() {
    try (InputStream in = TrustedKeys.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("this build has no " + RESOURCE);
      }
      return parse("the trusted keys of this build", in.readAllBytes());
    } catch (IOException e) {
      throw new KeyException("The trusted keys of this build can't be read.", e);
    }
  }

  /**
   * The keys in a file.
   *
   * @throws KeyException if it can't be read or a line is none
   */
  public static TrustedKeys load(Path file) {
    try {
      return parse(file.toString(), Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new KeyException("There is no file of trusted keys " + file + ".", e);
    } catch (IOException e) {
      throw new KeyException(file + " can't be read as trusted keys: " + e, e);
    }
  }

  /** These and those. */
  public TrustedKeys and(TrustedKeys others) {
    List<TrustedKey> all = new ArrayList<>(byKey.values());
    all.addAll(others.byKey.values());
    return of(all);
  }

  /** The keys, in the order they were given. */
  public List<TrustedKey> keys() {
    return List.copyOf(byKey.values());
  }

  /** The trusted key that is this one. */
  public Optional<TrustedKey> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  private static TrustedKeys parse(String file, byte[] bytes) {
    List<TrustedKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n")) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        keys.add(parse(file, number, line.strip().split("\\s+")));
      }
    }
    return of(keys);
  }

  private static TrustedKey parse(String file, int line, String[] words) {
    String place = "Line " + line + " of " + file + " is no key: ";
    if (words.length != 2) {
      throw new KeyException(place + "it needs a name and a key.");
    }
    try {
      return new TrustedKey(words[0], words[1]);
    } catch (KeyException e) {
      throw new KeyException(place + e.getMessage(), e);
    }
  }
}
