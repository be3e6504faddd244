package dev.attune.schemas.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * The schema of a generated record as others should see it: without the {@code avro.java.string}
 * hints that only the Java code generator needs, which would otherwise make one schema look like
 * two to the registry.
 */
public final class PublishedSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublishedSchema() {}

  /** The schema of {@code type}, with docs, defaults and properties but without hints for Java. */
  public static Schema of(Class<? extends SpecificRecord> type) {
    return withoutJavaHints(SpecificData.get().getSchema(type));
  }

  /** The same schema without hints for Java. */
  static Schema withoutJavaHints(Schema schema) {
    try {
      JsonNode tree = JSON.readTree(schema.toString());
      removeHints(tree);
      return new Schema.Parser().parse(tree.toString());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "Avro wrote a schema that is not JSON: " + schema.getFullName(), e);
    }
  }

  private static void removeHints(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove("avro.java.string");
    }
    node.forEach(PublishedSchema::removeHints);
  }
}
