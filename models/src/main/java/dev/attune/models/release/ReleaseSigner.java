package dev.attune.models.release;

import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Signs releases in folders. */
public final class ReleaseSigner {

  private ReleaseSigner() {}

  /**
   * Writes into the manifest who signs it, and beside it the signature. Signs what it is given:
   * whether the release is any good is for {@link ReleaseVerifier} to say.
   *
   * @throws ReleaseRefusedException if there is no manifest, or it can't be written
   */
  public static void sign(Path folder, SigningKey key) {
    Path file = folder.resolve(ReleaseManifest.FILE);
    try {
      byte[] manifest = ManifestSignature.withSigner(Files.readAllBytes(file), key.publicKey());
      Files.write(file, manifest);
      Files.write(folder.resolve(ReleaseManifest.SIGNATURE), key.sign(manifest));
    } catch (NoSuchFileException e) {
      throw new ReleaseRefusedException(
          Reason.MISSING_FILE, ReleaseManifest.FILE + " is missing", e);
    } catch (IOException e) {
      throw new ReleaseRefusedException(
          Reason.MISSING_FILE, "the release in " + folder + " can't be signed: " + e, e);
    }
  }
}
