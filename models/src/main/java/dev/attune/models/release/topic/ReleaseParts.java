package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseSource;
import dev.attune.schemas.release.ReleaseFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has come of one release. Not thread-safe. */
final class ReleaseParts {

  private final String releaseId;
  private final Map<ReleaseKey.OfChunk, Piece> pieces = new HashMap<>();
  private @Nullable Manifest manifest;

  ReleaseParts(String releaseId) {
    this.releaseId = releaseId;
  }

  /** Takes the manifest; null takes it away. Says whether it is another one. */
  boolean manifest(dev.attune.schemas.release.@Nullable ReleaseManifest record) {
    Manifest before = manifest;
    manifest = record == null ? null : Manifest.of(record);
    return manifest == null ? before != null : !manifest.equals(before);
  }

  /** Takes a piece; null takes it away. Says whether it is another one. */
  boolean piece(ReleaseKey.OfChunk key, @Nullable Piece piece) {
    Piece before = piece == null ? pieces.remove(key) : pieces.put(key, piece);
    return piece == null ? before != null : !piece.equals(before);
  }

  boolean empty() {
    return manifest == null && pieces.isEmpty();
  }

  /** The keys of all that is there, the manifest's last. */
  List<String> keys() {
    List<String> keys =
        new ArrayList<>(pieces.keySet().stream().map(ReleaseKey.OfChunk::text).sorted().toList());
    if (manifest != null) {
      keys.add(new ReleaseKey.OfManifest(releaseId).text());
    }
    return keys;
  }

  /** What can be said of it, once its manifest is there. */
  Optional<PublishedRelease> published() {
    if (manifest == null) {
      return Optional.empty();
    }
    long size = 0;
    int missing = 0;
    for (Listed file : manifest.files.values()) {
      size += file.size;
      missing += file.chunks - found(file).size();
    }
    Optional<ReleaseSource> source =
        missing == 0 ? Optional.of(source(manifest)) : Optional.empty();
    return Optional.of(
        new PublishedRelease(
            releaseId,
            ReleaseManifest.sha256(manifest.bytes.array()),
            manifest.publishedAt,
            size,
            missing,
            source));
  }

  private List<Piece> found(Listed file) {
    List<Piece> found = new ArrayList<>();
    for (int number = 0; number < file.chunks; number++) {
      Piece piece = pieces.get(new ReleaseKey.OfChunk(releaseId, file.name, number));
      if (piece != null && piece.fileSha256.equals(file.sha256)) {
        found.add(piece);
      }
    }
    return found;
  }

  /** A snapshot: what comes later does not change it. */
  private ReleaseSource source(Manifest complete) {
    Map<String, List<Piece>> files = new HashMap<>();
    complete.files.forEach((name, file) -> files.put(name, found(file)));
    files.put(ReleaseManifest.FILE, List.of(new Piece(complete.bytes, complete.bytes)));
    files.put(
        ReleaseManifest.SIGNATURE, List.of(new Piece(complete.signature, complete.signature)));
    return name -> {
      List<Piece> found = files.get(name);
      if (found == null) {
        throw new NoSuchFileException(name);
      }
      List<InputStream> streams = found.stream().map(Piece::open).toList();
      return new SequenceInputStream(Collections.enumeration(streams));
    };
  }

  /**
   * A piece of a file.
   *
   * @param fileSha256 of the whole file
   */
  record Piece(ByteBuffer fileSha256, ByteBuffer content) {

    static Piece of(dev.attune.schemas.release.ReleaseChunk record) {
      return new Piece(copy(record.getFileSha256()), copy(record.getContent()));
    }

    InputStream open() {
      return new ByteArrayInputStream(content.array());
    }
  }

  private record Manifest(
      ByteBuffer bytes, ByteBuffer signature, Map<String, Listed> files, Instant publishedAt) {

    static Manifest of(dev.attune.schemas.release.ReleaseManifest record) {
      Map<String, Listed> files = new HashMap<>();
      for (ReleaseFile file : record.getFiles()) {
        Listed listed = Listed.of(file);
        if (files.put(listed.name, listed) != null) {
          throw new IllegalArgumentException("lists a file twice");
        }
      }
      return new Manifest(
          copy(record.getManifest()),
          copy(record.getSignature()),
          files,
          Instant.ofEpochSecond(record.getPublishedAt()));
    }
  }

  private record Listed(String name, long size, ByteBuffer sha256, int chunks) {

    static Listed of(ReleaseFile file) {
      if (!ReleaseManifest.isFileName(file.getName())
          || file.getName().equals(ReleaseManifest.FILE)
          || file.getName().equals(ReleaseManifest.SIGNATURE)) {
        throw new IllegalArgumentException("lists a file by what can't be its name");
      }
      if (file.getSize() < 0
          || file.getSize() > ReleaseManifest.ReleaseFile.MAX_SIZE
          || file.getChunks() != ReleaseChunks.count(file.getSize())) {
        throw new IllegalArgumentException(
            "lists a file of " + file.getSize() + " bytes in " + file.getChunks() + " chunks");
      }
      return new Listed(file.getName(), file.getSize(), copy(file.getSha256()), file.getChunks());
    }
  }

  private static ByteBuffer copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
