package dev.attune.schemas.evolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;

/** Rules for schemas that Avro doesn't check. */
final class SchemaLint {
  private static final Set<String> PURPOSES =
      Set.of("personalization", "consent", "catalog", "operation", "accountability", "analytics");

  private final List<String> problems = new ArrayList<>();

  private SchemaLint() {}

  static List<String> problems(Schema schema) {
    SchemaLint lint = new SchemaLint();
    SchemaWalk.over(schema, lint::check);
    return lint.problems;
  }

  private void check(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> checkRecord(schema);
      case ENUM -> {
        require(hasText(schema.getDoc()), schema.getFullName() + " has no doc");
        require(
            schema.getEnumDefault() != null,
            schema.getFullName() + " has no default, so its symbols can't grow");
      }
      case FIXED -> require(hasText(schema.getDoc()), schema.getFullName() + " has no doc");
      case ARRAY ->
          require(
              !takesNoBytes(schema.getElementType()), "an array's items take no bytes: " + schema);
      case MAP ->
          require(false, "a map: its keys have no doc and no closed set; use an array of records");
      default -> {}
    }
  }

  private void checkRecord(Schema record) {
    String name = record.getFullName();
    require(hasText(record.getDoc()), name + " has no doc");
    require(
        PURPOSES.contains(String.valueOf(record.getObjectProp("purpose"))),
        name + " has no known purpose");
    require(
        record.getObjectProp("retentionDays") instanceof Integer days && days > 0,
        name + " has no retentionDays");
    for (Schema.Field field : record.getFields()) {
      require(hasText(field.doc()), name + "." + field.name() + " has no doc");
      require(
          !refersTo(field.schema(), record),
          name + "." + field.name() + " refers back to its record");
    }
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static boolean refersTo(Schema schema, Schema record) {
    List<Schema> inside = new ArrayList<>();
    SchemaWalk.over(schema, inside::add);
    return inside.contains(record);
  }

  /** Bytes that claim a billion of them would be believed. */
  private static boolean takesNoBytes(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> true;
      case RECORD -> schema.getFields().stream().allMatch(field -> takesNoBytes(field.schema()));
      case FIXED -> schema.getFixedSize() == 0;
      default -> false;
    };
  }

  private static boolean hasText(String doc) {
    return doc != null && !doc.isBlank();
  }
}
