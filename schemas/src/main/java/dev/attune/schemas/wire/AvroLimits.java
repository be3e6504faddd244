package dev.attune.schemas.wire;

import dev.attune.schemas.usage.UsageEvent;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * What Avro may do in this process: how large one value may be, and which classes it may make.
 *
 * <p>{@link RecordDecoder} enforces the limits by itself; {@link #apply()} sets them for every
 * other Avro reader in the process, whose own limits are two billion.
 */
public final class AvroLimits {
  /** The longest string, in bytes of UTF-8. */
  public static final int STRING_BYTES = 4096;

  /** The longest byte string, in bytes. */
  public static final int BYTES = 65_536;

  /** The most items in one record's arrays and maps together. */
  public static final int COLLECTION_ITEMS = 10_000;

  private static final String PACKAGE = "dev.attune.schemas.";

  private static boolean trusted;

  private AvroLimits() {}

  /**
   * Sets {@code org.apache.avro.limits.*}, and lets Avro make Attune's records, which since version
   * 1.12.1 it refuses for every class that nobody vouched for. Call it first thing in {@code main}:
   * Avro reads the limits once, when its classes load. A limit that is already set, by {@code -D},
   * stays. Encoders, decoders, serdes and registry clients of this package call it too.
   */
  public static synchronized void apply() {
    setUnlessSet("org.apache.avro.limits.string.maxLength", STRING_BYTES);
    setUnlessSet("org.apache.avro.limits.bytes.maxLength", BYTES);
    setUnlessSet("org.apache.avro.limits.collectionItems.maxLength", COLLECTION_ITEMS);
    if (!trusted) {
      ClassLoader ours = UsageEvent.class.getClassLoader();
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(),
              type -> type.getClassLoader() == ours && type.getName().startsWith(PACKAGE)));
      trusted = true;
    }
  }

  private static void setUnlessSet(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }
}
