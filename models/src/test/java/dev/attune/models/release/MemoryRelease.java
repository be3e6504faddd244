package dev.attune.models.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a release in memory, to be damaged; remembers what was opened. */
final class MemoryRelease implements ReleaseSource {

  private final Map<String, byte[]> files = new TreeMap<>();
  private final List<String> opened = new ArrayList<>();

  /** All files of a folder. */
  static MemoryRelease of(Path folder) {
    MemoryRelease release = new MemoryRelease();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.toList()) {
        release.files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return release;
  }

  @Override
  public InputStream open(String name) throws IOException {
    opened.add(name);
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new NoSuchFileException(name);
    }
    return new ByteArrayInputStream(bytes);
  }

  List<String> names() {
    return List.copyOf(files.keySet());
  }

  List<String> opened() {
    return opened;
  }

  byte[] bytes(String name) {
    return files.get(name);
  }

  void put(String name, byte[] bytes) {
    files.put(name, bytes);
  }

  void remove(String name) {
    files.remove(name);
  }
}
