package dev.attune.deploy.release;

import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseManifest.ReleaseFile;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.ReleaseVerifier;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.release.topic.PublishedRelease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a list of releases says of one.
 *
 * @param id its id
 * @param builtIn whether it travels with this build
 * @param publishedAt when it was published, if it was
 * @param created when it was made; empty if that can't be trusted
 * @param trainedOn what it was trained on; empty if that can't be trusted
 * @param size bytes of all its files
 * @param signedBy the trusted key that signed it, if one did
 * @param users who gets it
 * @param refused why it can't be used, if so; the graphs are not run for this
 * @param takenBack whether it was taken back, and why
 */
public record ReleaseRow(
    String id,
    boolean builtIn,
    Optional<Instant> publishedAt,
    String created,
    String trainedOn,
    long size,
    Optional<String> signedBy,
    String users,
    Optional<String> refused,
    Optional<TakenBack> takenBack) {

  /** The release of this build alone. */
  public static List<ReleaseRow> builtIn(TrustedKeys trusted) {
    ReleaseRow row = row(Releases.builtInId(), Releases.builtInFiles(), trusted);
    return List.of(row.with(true, Optional.empty(), "", Optional.empty()));
  }

  /** The release of this build and all that are published, by id. */
  public static List<ReleaseRow> of(ReleaseBoard board, TrustedKeys trusted) {
    List<ReleaseRow> rows = new ArrayList<>();
    String carried = Releases.builtInId();
    if (board.topic().published(carried).isEmpty()) {
      rows.add(of(board, row(carried, Releases.builtInFiles(), trusted), Optional.empty()));
    }
    for (PublishedRelease release : board.topic().published()) {
      ReleaseRow row =
          release
              .source()
              .map(source -> row(release.releaseId(), source, trusted))
              .orElseGet(() -> incomplete(release));
      rows.add(of(board, row, Optional.of(release.publishedAt())));
    }
    return rows;
  }

  private static ReleaseRow of(ReleaseBoard board, ReleaseRow row, Optional<Instant> published) {
    return row.with(
        row.id.equals(Releases.builtInId()),
        published,
        RolloutText.of(board.rollout(), row.id),
        Optional.ofNullable(board.topic().takenBack().get(row.id)));
  }

  private static ReleaseRow row(String id, ReleaseSource source, TrustedKeys trusted) {
    try {
      VerifiedRelease release = ReleaseVerifier.verify(id, source, trusted);
      ReleaseManifest manifest = release.manifest();
      return new ReleaseRow(
          id,
          false,
          Optional.empty(),
          manifest.created(),
          manifest.trainingDataClass(),
          manifest.files().stream().mapToLong(ReleaseFile::size).sum(),
          Optional.of(release.signer().name()),
          "",
          Optional.empty(),
          Optional.empty());
    } catch (ReleaseRefusedException e) {
      return unusable(id, 0, e.reason() + ": " + e.getMessage());
    }
  }

  private static ReleaseRow incomplete(PublishedRelease release) {
    return unusable(release.releaseId(), release.size(), release.missing() + " chunks are missing");
  }

  private static ReleaseRow unusable(String id, long size, String why) {
    return new ReleaseRow(
        id,
        false,
        Optional.empty(),
        "",
        "",
        size,
        Optional.empty(),
        "",
        Optional.of(why),
        Optional.empty());
  }

  private ReleaseRow with(
      boolean carried, Optional<Instant> published, String who, Optional<TakenBack> back) {
    return new ReleaseRow(
        id, carried, published, created, trainedOn, size, signedBy, who, refused, back);
  }
}
