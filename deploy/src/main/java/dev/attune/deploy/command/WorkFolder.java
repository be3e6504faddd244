package dev.attune.deploy.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What lies beside a release while it is trained, so that a training that was stopped goes on. */
final class WorkFolder {
  private static final String REQUEST = "request.txt";

  private final Path folder;

  private WorkFolder(Path folder) {
    this.folder = folder;
  }

  static WorkFolder beside(Path release) {
    return new WorkFolder(sibling(release, ".work"));
  }

  /** Where the trained weights stay, from which others may be fine-tuned. */
  static Path kept(Path release) {
    return sibling(release, ".checkpoint.pt");
  }

  Path trainingSet() {
    return folder.resolve("training-set");
  }

  Path checkpoint() {
    return folder.resolve("checkpoint.pt");
  }

  /** Whether a whole training set of this description is there. */
  boolean holds(String description) throws IOException {
    Path request = folder.resolve(REQUEST);
    return Files.isRegularFile(request) && Files.readString(request).equals(description);
  }

  /** Another training set will be written. */
  void begin() throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(REQUEST));
  }

  /** The training set is whole. */
  void finish(String description) throws IOException {
    Files.writeString(folder.resolve(REQUEST), description);
  }

  void remove() throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  private static Path sibling(Path release, String suffix) {
    Path whole = release.toAbsolutePath().normalize();
    return whole.resolveSibling(whole.getFileName() + suffix);
  }
}
