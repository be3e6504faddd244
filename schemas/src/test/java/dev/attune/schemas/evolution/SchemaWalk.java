package dev.attune.schemas.evolution;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;

/** Visits a schema and everything in it; a named type once. */
final class SchemaWalk {
  private final Set<String> seen = new HashSet<>();
  private final Consumer<Schema> visitor;

  private SchemaWalk(Consumer<Schema> visitor) {
    this.visitor = visitor;
  }

  static void over(Schema schema, Consumer<Schema> visitor) {
    new SchemaWalk(visitor).visit(schema);
  }

  private void visit(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        if (seen.add(schema.getFullName())) {
          visitor.accept(schema);
          schema.getFields().forEach(field -> visit(field.schema()));
        }
      }
      case ENUM, FIXED -> {
        if (seen.add(schema.getFullName())) {
          visitor.accept(schema);
        }
      }
      case ARRAY -> {
        visitor.accept(schema);
        visit(schema.getElementType());
      }
      case MAP -> {
        visitor.accept(schema);
        visit(schema.getValueType());
      }
      case UNION -> schema.getTypes().forEach(this::visit);
      default -> visitor.accept(schema);
    }
  }
}
