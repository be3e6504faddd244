package dev.attune.schemas.evolution;

import dev.attune.schemas.topics.TopicSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;

/** The versions of a topic's schema that are kept as files, oldest first. */
final class SchemaHistory {
  private static final Path KEPT = Path.of("src/main/avro-history");
  private static final Path CURRENT = Path.of("target/avro-current");

  private SchemaHistory() {}

  static List<Schema> versions(TopicSpec topic) {
    List<Schema> versions = new ArrayList<>();
    for (Path file = file(topic, 1); Files.exists(file); file = file(topic, versions.size() + 1)) {
      versions.add(read(file));
    }
    return versions;
  }

  /**
   * Writes the current schema where it can be copied from, and says how to make it the next
   * version.
   */
  static String howToAdd(TopicSpec topic) {
    Path current = CURRENT.resolve(topic.subject() + ".avsc");
    try {
      Files.createDirectories(CURRENT);
      Files.writeString(current, text(topic.schema()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path next = file(topic, versions(topic).size() + 1);
    return """
        The schema of %s is no longer that of its newest kept version. If the change is meant, keep it as a new version:
          cd schemas && mkdir -p %s && cp %s %s
        (Only if the newest version was never registered anywhere may you overwrite that file instead.)
        """
        .formatted(topic.name(), next.getParent(), current, next);
  }

  static String text(Schema schema) {
    return SchemaFormatter.format("json/pretty", schema);
  }

  private static Path file(TopicSpec topic, int version) {
    return KEPT.resolve(topic.subject()).resolve("v" + version + ".avsc");
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
