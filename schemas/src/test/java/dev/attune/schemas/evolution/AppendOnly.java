package dev.attune.schemas.evolution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Whether a schema only appends to an earlier one. More than compatibility asks for: ordinals of
 * enums are inputs of the usage model and indexes of profiles, and constructors take fields in
 * their order.
 */
final class AppendOnly {
  private AppendOnly() {}

  static List<String> problems(Schema earlier, Schema later) {
    Map<String, List<String>> before = parts(earlier);
    Map<String, List<String>> after = parts(later);
    List<String> problems = new ArrayList<>();
    before.forEach(
        (type, names) -> {
          List<String> now = after.get(type);
          if (now != null && !now.subList(0, Math.min(names.size(), now.size())).equals(names)) {
            problems.add(type + " had " + names + " and now has " + now);
          }
        });
    return problems;
  }

  /** The names of each record's fields and each enum's symbols, in order. */
  private static Map<String, List<String>> parts(Schema schema) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    SchemaWalk.over(
        schema,
        type -> {
          if (type.getType() == Schema.Type.RECORD) {
            parts.put(
                type.getFullName(), type.getFields().stream().map(Schema.Field::name).toList());
          } else if (type.getType() == Schema.Type.ENUM) {
            parts.put(type.getFullName(), type.getEnumSymbols());
          }
        });
    return parts;
  }
}
