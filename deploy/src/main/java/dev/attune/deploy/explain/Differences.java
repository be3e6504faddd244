package dev.attune.deploy.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Where two records of one schema differ, as paths with both values. */
final class Differences {

  private Differences() {}

  static List<String> between(IndexedRecord then, IndexedRecord now) {
    List<String> differences = new ArrayList<>();
    compare("", then, now, differences);
    return differences;
  }

  private static void compare(String path, Object then, Object now, List<String> differences) {
    if (then instanceof IndexedRecord one && now instanceof IndexedRecord other) {
      for (Schema.Field field : one.getSchema().getFields()) {
        String inner = path.isEmpty() ? field.name() : path + "." + field.name();
        compare(inner, one.get(field.pos()), other.get(field.pos()), differences);
      }
    } else if (then instanceof List<?> one && now instanceof List<?> other) {
      int both = Math.min(one.size(), other.size());
      for (int i = 0; i < both; i++) {
        compare(path + "[" + i + "]", one.get(i), other.get(i), differences);
      }
      if (one.size() != other.size()) {
        differences.add(path + " had " + one.size() + " entries, and has " + other.size());
      }
    } else if (!Objects.equals(then, now)) {
      differences.add(path + " was " + then + ", and is " + now);
    }
  }
}
