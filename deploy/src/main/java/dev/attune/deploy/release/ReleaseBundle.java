package dev.attune.deploy.release;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.schemas.release.ModelRelease;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A release that passed every check, and all its bytes, which are those that were checked. */
public final class ReleaseBundle {

  private final ReleaseManifest manifest;
  private final Map<String, byte[]> files;

  private ReleaseBundle(ReleaseManifest manifest, Map<String, byte[]> files) {
    this.manifest = manifest;
    this.files = files;
  }

  /**
   * Reads and checks a release.
   *
   * @throws dev.attune.models.release.ReleaseRefusedException if a check fails
   */
  public static ReleaseBundle read(ReleaseSource source, TrustedKeys trusted) {
    Map<String, byte[]> files = new HashMap<>();
    ReleaseSource once =
        name -> {
          if (!files.containsKey(name)) {
            files.put(name, read(source, name));
          }
          return new ByteArrayInputStream(files.get(name));
        };
    return new ReleaseBundle(
        ReleaseInspection.of(once, trusted).orThrow().manifest(), Map.copyOf(files));
  }

  /** The release's id. */
  public String releaseId() {
    return manifest.releaseId();
  }

  /** Tells releases under one id apart. */
  String manifestSha256() {
    return ReleaseManifest.sha256(files.get(ReleaseManifest.FILE));
  }

  /** The records by key, in the order in which they are sent. */
  Map<String, ModelRelease> records(Instant publishedAt) {
    return ReleaseRecords.of(manifest, files, publishedAt);
  }

  private static byte[] read(ReleaseSource source, String name) throws IOException {
    try (InputStream in = source.open(name)) {
      return in.readNBytes((int) ReleaseFile.MAX_SIZE + 1);
    }
  }
}
