package dev.attune.schemas.wire;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/** Whether a writer's schema may be used to read a record. */
final class SchemaCheck {
  private SchemaCheck() {}

  /**
   * What is wrong with reading as {@code reader} what was written as {@code writer}; empty if
   * nothing is.
   */
  static Optional<String> problem(Schema reader, Schema writer) {
    if (writer.getType() != Schema.Type.RECORD || !sameName(reader, writer)) {
      return Optional.of("it is of " + writer.getFullName());
    }
    if (refersToItself(writer, new HashSet<>())) {
      // Bytes could nest as deep as they like and overflow the stack; none of Attune's schemas does
      // that.
      return Optional.of("it refers to itself");
    }
    SchemaPairCompatibility compatibility =
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
    return compatibility.getType() == SchemaCompatibilityType.COMPATIBLE
        ? Optional.empty()
        : Optional.of(compatibility.getResult().getIncompatibilities().toString());
  }

  private static boolean sameName(Schema reader, Schema writer) {
    return reader.getFullName().equals(writer.getFullName())
        || reader.getAliases().contains(writer.getFullName());
  }

  private static boolean refersToItself(Schema schema, Set<String> open) {
    return switch (schema.getType()) {
      case RECORD -> {
        if (!open.add(schema.getFullName())) {
          yield true;
        }
        boolean found =
            schema.getFields().stream().anyMatch(field -> refersToItself(field.schema(), open));
        open.remove(schema.getFullName());
        yield found;
      }
      case ARRAY -> refersToItself(schema.getElementType(), open);
      case MAP -> refersToItself(schema.getValueType(), open);
      case UNION -> schema.getTypes().stream().anyMatch(branch -> refersToItself(branch, open));
      default -> false;
    };
  }
}
