package dev.attune.deploy.release;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseCheck;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.ReleaseVerifier;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.signing.TrustedKeys;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every check said of a release, up to the first that failed.
 *
 * @param passed the checks it passed
 * @param refusal what the next check said, if one failed
 * @param verified the release, if it passed all checks
 */
public record ReleaseInspection(
    Set<ReleaseCheck> passed,
    Optional<ReleaseRefusedException> refusal,
    Optional<VerifiedRelease> verified) {

  /** Copies what could change. */
  public ReleaseInspection {
    passed = Set.copyOf(passed);
  }

  /** Makes all checks, loads the graphs for it, and lets go of them. */
  public static ReleaseInspection of(ReleaseSource source, TrustedKeys trusted) {
    return of(null, source, trusted);
  }

  /**
   * Makes all checks.
   *
   * @param releaseId the id by which it goes where it comes from; null where it goes by none
   */
  static ReleaseInspection of(
      @Nullable String releaseId, ReleaseSource source, TrustedKeys trusted) {
    Set<ReleaseCheck> passed = EnumSet.noneOf(ReleaseCheck.class);
    try {
      VerifiedRelease release = ReleaseVerifier.verify(releaseId, source, trusted, passed::add);
      load(release, passed);
      return new ReleaseInspection(passed, Optional.empty(), Optional.of(release));
    } catch (ReleaseRefusedException e) {
      return new ReleaseInspection(passed, Optional.of(e), Optional.empty());
    }
  }

  /**
   * The release.
   *
   * @throws ReleaseRefusedException if a check failed
   */
  public VerifiedRelease orThrow() {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return verified.orElseThrow();
  }

  private static void load(VerifiedRelease release, Set<ReleaseCheck> passed) {
    try {
      OnnxRelease.load(release).close();
      passed.add(ReleaseCheck.SHAPES);
      passed.add(ReleaseCheck.GOLDEN);
    } catch (ReleaseRefusedException e) {
      // The golden vectors are asked once the shapes were found right.
      if (e.reason() != Reason.SHAPE) {
        passed.add(ReleaseCheck.SHAPES);
      }
      throw e;
    }
  }
}
