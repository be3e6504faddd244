package dev.attune.bench.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** The form that most telemetry has: one JSON object for each event, gzipped by itself. */
final class JsonForm {

  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonForm() {}

  /** The event as JSON, pseudonyms as base64url. */
  static byte[] json(byte[] user, UsageEvent event) {
    ObjectNode object = JSON.createObjectNode();
    object.put("user", Pseudonym.of(user).toString());
    object.put("type", event.getPayload().getClass().getSimpleName());
    write(event, object);
    try {
      return JSON.writeValueAsBytes(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void write(IndexedRecord record, ObjectNode object) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value instanceof IndexedRecord inner) {
        write(inner, object.putObject(field.name()));
      } else if (value instanceof GenericFixed fixed) {
        object.put(
            field.name(), Base64.getUrlEncoder().withoutPadding().encodeToString(fixed.bytes()));
      } else if (value instanceof Number number) {
        object.put(field.name(), number.longValue());
      } else if (value instanceof Boolean flag) {
        object.put(field.name(), flag);
      } else {
        object.put(field.name(), String.valueOf(value));
      }
    }
  }
}
