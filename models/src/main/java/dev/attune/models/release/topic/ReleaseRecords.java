package dev.attune.models.release.topic;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseChunk;
import dev.attune.schemas.release.ReleaseRollout;
import dev.attune.schemas.release.ReleaseTakenBack;
import dev.attune.schemas.release.RolloutRule;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Releases, and decisions about them, as records, and back. */
public final class ReleaseRecords {

  private ReleaseRecords() {}

  /**
   * The records of a release by key, in the order in which they are sent: the manifest last, so
   * that whoever sees it can have all of the release.
   *
   * @param files by name, manifest and signature among them; not copied, only to be read from then
   *     on
   */
  public static Map<String, ModelRelease> of(
      ReleaseManifest manifest, Map<String, byte[]> files, Instant publishedAt) {
    String id = manifest.releaseId();
    Map<String, ModelRelease> records = new LinkedHashMap<>();
    List<dev.attune.schemas.release.ReleaseFile> listed = new ArrayList<>();
    for (ReleaseManifest.ReleaseFile file : manifest.files()) {
      byte[] sha256 = HexFormat.of().parseHex(file.sha256());
      byte[] bytes = bytes(files, file.name());
      List<ReleaseChunk> chunks = ReleaseChunks.of(file.name(), sha256, bytes);
      for (ReleaseChunk chunk : chunks) {
        records.put(
            new ReleaseKey.OfChunk(id, file.name(), chunk.getNumber()).text(),
            new ModelRelease(id, chunk));
      }
      listed.add(
          new dev.attune.schemas.release.ReleaseFile(
              file.name(), (long) bytes.length, ByteBuffer.wrap(sha256), chunks.size()));
    }
    records.put(
        new ReleaseKey.OfManifest(id).text(),
        new ModelRelease(
            id,
            new dev.attune.schemas.release.ReleaseManifest(
                ByteBuffer.wrap(bytes(files, ReleaseManifest.FILE)),
                ByteBuffer.wrap(bytes(files, ReleaseManifest.SIGNATURE)),
                listed,
                publishedAt.getEpochSecond())));
    return records;
  }

  /** The record of a rollout, for the key {@link ReleaseKey#ROLLOUT}. */
  public static ModelRelease of(Rollout rollout) {
    List<RolloutRule> rules =
        rollout.rules().stream()
            .map(rule -> new RolloutRule(rule.releaseId(), rule.regions(), rule.sharePermille()))
            .toList();
    return new ModelRelease(
        "",
        new ReleaseRollout(
            rollout.salt(),
            rules,
            rollout.previous(),
            rollout.decidedAt().getEpochSecond(),
            rollout.decidedBy()));
  }

  /** The record of a release taken back, for the key {@link ReleaseKey.OfTakenBack}. */
  public static ModelRelease of(TakenBack takenBack) {
    return new ModelRelease(
        takenBack.releaseId(),
        new ReleaseTakenBack(
            takenBack.reason(),
            takenBack.detail(),
            takenBack.at().getEpochSecond(),
            takenBack.by()));
  }

  /**
   * The rollout in a record.
   *
   * @throws dev.attune.models.release.rollout.RolloutException if it is not one that can be
   */
  public static Rollout rollout(ReleaseRollout record) {
    return new Rollout(
        record.getSalt(),
        record.getRules().stream()
            .map(
                rule ->
                    new Rollout.Rule(
                        rule.getRegions(), rule.getReleaseId(), rule.getSharePermille()))
            .toList(),
        record.getPrevious(),
        Instant.ofEpochSecond(record.getDecidedAt()),
        record.getDecidedBy());
  }

  private static byte[] bytes(Map<String, byte[]> files, String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("a release can't be sent without " + name);
    }
    return bytes;
  }

  static TakenBack takenBack(String releaseId, ReleaseTakenBack record) {
    return new TakenBack(
        releaseId,
        record.getReason(),
        record.getDetail(),
        Instant.ofEpochSecond(record.getTakenBackAt()),
        record.getTakenBackBy());
  }
}
