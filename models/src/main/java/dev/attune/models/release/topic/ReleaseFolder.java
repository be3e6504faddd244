package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseChunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
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
    byte[] json = Files.readAllBytes(folder.resolve(ReleaseManifest.FILE));
    ReleaseManifest manifest = ReleaseManifest.parse(json);
    String id = manifest.releaseId();
    Map<String, ModelRelease> records = new LinkedHashMap<>();
    List<dev.attune.schemas.release.ReleaseFile> files = new ArrayList<>();
    for (ReleaseFile file : manifest.files()) {
      byte[] bytes = Files.readAllBytes(folder.resolve(file.name()));
      ByteBuffer sha256 = ByteBuffer.wrap(HexFormat.of().parseHex(file.sha256()));
      int chunks = ReleaseParts.chunksOf(bytes.length);
      for (int number = 0; number < chunks; number++) {
        int from = number * ReleaseParts.CHUNK;
        int length = Math.min(ReleaseParts.CHUNK, bytes.length - from);
        ByteBuffer content = ByteBuffer.wrap(bytes, from, length).slice();
        records.put(
            new ReleaseKey.OfChunk(id, file.name(), number).text(),
            new ModelRelease(id, new ReleaseChunk(file.name(), sha256, number, content)));
      }
      files.add(
          new dev.attune.schemas.release.ReleaseFile(
              file.name(), (long) bytes.length, sha256, chunks));
    }
    records.put(
        new ReleaseKey.OfManifest(id).text(),
        new ModelRelease(
            id,
            new dev.attune.schemas.release.ReleaseManifest(
                ByteBuffer.wrap(json),
                ByteBuffer.wrap(Files.readAllBytes(folder.resolve(ReleaseManifest.SIGNATURE))),
                files,
                publishedAt.getEpochSecond())));
    return records;
  }
}
