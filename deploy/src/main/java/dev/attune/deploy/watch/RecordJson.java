package dev.attune.deploy.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HexFormat;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Avro records as plain JSON: bytes in hexadecimal, of many only how many there are, and where a
 * field can hold one of several records, a {@code type} in it says which.
 */
public final class RecordJson {
  private static final int MOST_BYTES = 256;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordJson() {}

  /** The record as a JSON object. */
  public static ObjectNode of(IndexedRecord record) {
    ObjectNode object = MAPPER.createObjectNode();
    for (Schema.Field field : record.getSchema().getFields()) {
      JsonNode value = value(record.get(field.pos()));
      if (value instanceof ObjectNode choice && severalRecords(field.schema())) {
        ObjectNode typed = MAPPER.createObjectNode();
        typed.put("type", ((IndexedRecord) record.get(field.pos())).getSchema().getName());
        typed.setAll(choice);
        value = typed;
      }
      object.set(field.name(), value);
    }
    return object;
  }

  private static boolean severalRecords(Schema schema) {
    return schema.isUnion()
        && schema.getTypes().stream().filter(type -> type.getType() == Schema.Type.RECORD).count()
            > 1;
  }

  private static JsonNode value(@Nullable Object value) {
    if (value == null) {
      return NODES.nullNode();
    } else if (value instanceof IndexedRecord record) {
      return of(record);
    } else if (value instanceof Collection<?> collection) {
      ArrayNode array = NODES.arrayNode();
      collection.forEach(element -> array.add(value(element)));
      return array;
    } else if (value instanceof GenericFixed fixed) {
      return NODES.textNode(HexFormat.of().formatHex(fixed.bytes()));
    } else if (value instanceof ByteBuffer buffer) {
      if (buffer.remaining() > MOST_BYTES) {
        return NODES.textNode("(" + buffer.remaining() + " bytes)");
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return NODES.textNode(HexFormat.of().formatHex(bytes));
    } else if (value instanceof Long || value instanceof Integer) {
      return NODES.numberNode(((Number) value).longValue());
    } else if (value instanceof Number number) {
      return NODES.numberNode(number.doubleValue());
    } else if (value instanceof Boolean bool) {
      return NODES.booleanNode(bool);
    }
    return NODES.textNode(value.toString());
  }
}
