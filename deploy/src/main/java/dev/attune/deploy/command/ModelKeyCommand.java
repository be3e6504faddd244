package dev.attune.deploy.command;

import dev.attune.models.release.signing.SigningKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "key",
    description = {
      "Makes a key to sign model releases with, and prints its public half.",
      "The printed line goes into the file that model.trusted.keys names. The file itself is"
          + " secret: keep it out of repositories and off the cluster."
    })
final class ModelKeyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the key goes; a file that is there is not overwritten.")
  private Path file;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What people call the key. Default: ${DEFAULT-VALUE}.")
  private String name = "own";

  @Override
  public Integer call() {
    SigningKey key = SigningKey.generate(name);
    key.save(file);
    spec.commandLine().getOut().println(key.publicKey().line());
    return 0;
  }
}
