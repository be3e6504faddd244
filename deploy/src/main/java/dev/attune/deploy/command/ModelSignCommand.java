package dev.attune.deploy.command;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseSigner;
import dev.attune.models.release.signing.SigningKey;
import dev.attune.models.release.signing.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "sign",
    description = {
      "Signs the model release in a folder, unless it fails a check.",
      "The manifest then says who signed it, and the signature is beside it."
    })
final class ModelSignCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The secret key, made by attune model key.")
  private Path keyFile;

  @Parameters(paramLabel = "FOLDER", description = "The folder of the release.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    SigningKey key = SigningKey.load(keyFile);
    ReleaseSigner.sign(folder, key);
    try (OnnxRelease release = OnnxRelease.load(folder, TrustedKeys.of(List.of(key.publicKey())))) {
      spec.commandLine()
          .getOut()
          .println(
              "The release "
                  + release.manifest().releaseId()
                  + " is signed with the key "
                  + key.publicKey().name()
                  + ".");
      return 0;
    } catch (ReleaseRefusedException e) {
      Files.deleteIfExists(folder.resolve(ReleaseManifest.SIGNATURE));
      throw e;
    }
  }
}
