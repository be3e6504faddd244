package dev.attune.models.release;

import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.signing.TrustedKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The places a release may be in. */
public final class Releases {

  private static final String RESOURCES = "/dev/attune/models/releases/";

  private Releases() {}

  /**
   * Verifies the release that this build carries.
   *
   * @throws ReleaseRefusedException if there is none, or it is not as its manifest says
   */
  public static VerifiedRelease builtIn() {
    String id = builtInId();
    return ReleaseVerifier.verify(id, builtInFiles(), TrustedKeys.builtIn());
  }

  /**
   * The files of the release that this build carries.
   *
   * @throws ReleaseRefusedException if there is none
   */
  public static ReleaseSource builtInFiles() {
    String id = builtInId();
    return name -> resource(id + "/" + name);
  }

  /**
   * The id of the release that this build carries.
   *
   * @throws ReleaseRefusedException if there is none
   */
  public static String builtInId() {
    try (InputStream in = resource("default")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new ReleaseRefusedException(Reason.MISSING_FILE, "this build carries no release", e);
    }
  }

  /**
   * Verifies one of the releases that this build carries, such as one of a region.
   *
   * @return empty if there is none of this id
   * @throws ReleaseRefusedException if it is not as its manifest says
   */
  public static Optional<VerifiedRelease> carried(String id) {
    boolean there =
        id.matches("[A-Za-z0-9._-]+")
            && Releases.class.getResource(RESOURCES + id + "/" + ReleaseManifest.FILE) != null;
    return there
        ? Optional.of(
            ReleaseVerifier.verify(id, name -> resource(id + "/" + name), TrustedKeys.builtIn()))
        : Optional.empty();
  }

  /**
   * Verifies the release in a folder.
   *
   * @param trusted whose releases may be used
   * @throws ReleaseRefusedException if it is not as its manifest says, or there is none
   */
  public static VerifiedRelease folder(Path folder, TrustedKeys trusted) {
    if (!Files.isDirectory(folder)) {
      throw new ReleaseRefusedException(
          Reason.MISSING_FILE, folder + " is no folder with a release");
    }
    try {
      return ReleaseVerifier.verify(ReleaseSource.folder(folder), trusted);
    } catch (ReleaseRefusedException e) {
      throw new ReleaseRefusedException(
          e.reason(), "the release in " + folder + " is refused: " + e.getMessage(), e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Releases.class.getResourceAsStream(RESOURCES + name);
    if (in == null) {
      throw new NoSuchFileException(name);
    }
    return in;
  }
}
