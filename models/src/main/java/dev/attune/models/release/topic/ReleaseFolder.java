package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.schemas.release.ModelRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The release in a folder as records. Checks nothing: whoever publishes should, and whoever uses it
 * does.
 */
public final class ReleaseFolder {

  private ReleaseFolder() {}

  /**
   * The records by key, in the order in which they are sent: the manifest last.
   *
   * @throws IOException if a file can't be read
   * @throws dev.attune.models.release.ReleaseRefusedException if the manifest is none
   */
  public static Map<String, ModelRelease> records(Path folder, Instant publishedAt)
      throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    byte[] json = Files.readAllBytes(folder.resolve(ReleaseManifest.FILE));
    files.put(ReleaseManifest.FILE, json);
    files.put(
        ReleaseManifest.SIGNATURE, Files.readAllBytes(folder.resolve(ReleaseManifest.SIGNATURE)));
    ReleaseManifest manifest = ReleaseManifest.parse(json);
    for (ReleaseFile file : manifest.files()) {
      files.put(file.name(), Files.readAllBytes(folder.resolve(file.name())));
    }
    return ReleaseRecords.of(manifest, files, publishedAt);
  }
}
