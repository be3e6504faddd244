package dev.attune.deploy.erasure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks for bytes in files, whatever is in them. Immutable. */
final class ByteScan {

  private final List<byte[]> patterns;
  private final boolean[] begins = new boolean[256];

  private ByteScan(List<byte[]> patterns) {
    this.patterns = patterns;
    patterns.forEach(pattern -> begins[pattern[0] & 0xFF] = true);
  }

  /** For these words, in UTF-8. */
  static ByteScan forWords(List<String> words) {
    return new ByteScan(words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList());
  }

  /** For these bytes, and for what people would write for them. */
  static ByteScan forBytes(byte[] bytes, String text) {
    List<byte[]> patterns = new ArrayList<>();
    patterns.add(bytes.clone());
    patterns.add(text.getBytes(StandardCharsets.UTF_8));
    patterns.add(HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.UTF_8));
    return new ByteScan(patterns);
  }

  /**
   * The bytes found under a folder.
   *
   * @param place what a file is reported as
   */
  Map<String, Long> under(Path folder, Function<Path, String> place) {
    Map<String, Long> found = new TreeMap<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              found.merge(place.apply(folder.relativize(file)), in(file), Long::sum);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              return gone(e);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e)
                throws IOException {
              return e == null ? FileVisitResult.CONTINUE : gone(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The bytes found in some text. */
  long in(byte[] text) {
    long found = 0;
    for (int i = 0; i < text.length; i++) {
      if (begins[text[i] & 0xFF]) {
        found += at(text, i);
      }
    }
    return found;
  }

  /** The broker removes files while we look. */
  private static FileVisitResult gone(IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  private long in(Path file) throws IOException {
    try {
      return in(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private long at(byte[] text, int from) {
    long found = 0;
    for (byte[] pattern : patterns) {
      int to = from + pattern.length;
      if (to <= text.length && Arrays.equals(text, from, to, pattern, 0, pattern.length)) {
        found += pattern.length;
      }
    }
    return found;
  }
}
