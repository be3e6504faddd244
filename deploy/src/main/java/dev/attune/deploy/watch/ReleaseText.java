package dev.attune.deploy.watch;

import dev.attune.deploy.release.RolloutText;
import dev.attune.models.release.rollout.RolloutException;
import dev.attune.models.release.topic.ReleaseRecords;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseChunk;
import dev.attune.schemas.release.ReleaseFile;
import dev.attune.schemas.release.ReleaseManifest;
import dev.attune.schemas.release.ReleaseRollout;
import dev.attune.schemas.release.ReleaseTakenBack;
import java.time.DateTimeException;
import java.util.Locale;

/** Releases, and decisions about them, in words. */
final class ReleaseText {
  private static final double MEBI = 1 << 20;

  private ReleaseText() {}

  static String of(ModelRelease release) {
    Object content = release.getContent();
    if (content instanceof ReleaseManifest manifest) {
      long size = manifest.getFiles().stream().mapToLong(ReleaseFile::getSize).sum();
      int chunks = manifest.getFiles().stream().mapToInt(ReleaseFile::getChunks).sum();
      return String.format(
          Locale.ROOT,
          "is published: %d files, %.1f MiB in %d chunks",
          manifest.getFiles().size(),
          size / MEBI,
          chunks);
    } else if (content instanceof ReleaseChunk chunk) {
      return "chunk " + chunk.getNumber() + " of " + chunk.getFile();
    } else if (content instanceof ReleaseTakenBack back) {
      return release.getReleaseId()
          + " is taken back by "
          + back.getTakenBackBy()
          + " ("
          + back.getReason()
          + "): "
          + back.getDetail();
    }
    return rollout((ReleaseRollout) content);
  }

  private static String rollout(ReleaseRollout rollout) {
    try {
      return RolloutText.of(ReleaseRecords.rollout(rollout)) + " by " + rollout.getDecidedBy();
    } catch (RolloutException | DateTimeException e) {
      return "can't be obeyed: " + e.getMessage();
    }
  }
}
