package dev.attune.topology.catalog;

import dev.attune.topology.audit.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The first 8 bytes of SHA-256 over everything that decisions depend on in a catalog. */
final class CatalogDigest {

  private static final int BYTES = 8;

  private CatalogDigest() {}

  /**
   * @param sorted by id
   */
  static byte[] of(List<CatalogEntry> sorted) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (CatalogEntry entry : sorted) {
        out.writeUTF(entry.id());
        out.writeUTF(entry.kind().name());
        out.writeUTF(entry.category());
        out.writeUTF(entry.title());
        out.writeInt(entry.regions().size());
        for (String region : entry.regions()) {
          out.writeUTF(region);
        }
        out.writeInt(entry.minimumAge());
        out.writeLong(entry.availableFrom());
        out.writeLong(entry.availableUntil());
        out.writeBoolean(entry.approved());
      }
    } catch (IOException e) {
      // A text of more than 64 KiB, which the topic's size limit does not let in.
      throw new UncheckedIOException("the catalog can't be digested", e);
    }
    return Arrays.copyOf(Sha256.digest().digest(bytes.toByteArray()), BYTES);
  }
}
