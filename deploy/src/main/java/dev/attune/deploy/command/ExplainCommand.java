package dev.attune.deploy.command;

import dev.attune.deploy.explain.Explanation;
import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = {
      "Tells what was decided for a user and why: what was offered, what was left out by which rule,",
      "how notifications were set and what changed, by which model release."
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions options;

  @Parameters(
      paramLabel = "USER",
      arity = "0..1",
      description =
          "A pseudonym as attune watch shows it, or with --key a user id. Default: the user that"
              + " most was decided for.")
  private @Nullable String user;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "The 32 bytes of the key that pseudonyms are made with; USER is then a user id.")
  private @Nullable Path key;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "So many decisions at most. Default: ${DEFAULT-VALUE}.")
  private int last = 5;

  @Option(names = "--json", description = "As one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (last < 1) {
      throw new Failure("--last must be at least 1.");
    }
    Optional<Pseudonym> whose = whose();
    PrintWriter out = spec.commandLine().getOut();
    try (Cluster cluster = options.connect()) {
      Explanation explanation = Explanation.read(cluster, whose, last);
      if (json) {
        out.println(explanation.json());
      } else {
        explanation.lines().forEach(out::println);
      }
    }
    return 0;
  }

  private Optional<Pseudonym> whose() {
    if (user == null) {
      return Optional.empty();
    }
    if (key != null) {
      return Optional.of(Pseudonymizer.withKey(keyBytes(key)).user(user));
    }
    try {
      return Optional.of(Pseudonym.parse(user));
    } catch (IllegalArgumentException e) {
      throw new Failure(
          "\"" + user + "\" is no pseudonym; for a user id, name the file of the key with --key.",
          e);
    }
  }

  private static byte[] keyBytes(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length == Pseudonymizer.KEY_BYTES) {
        return bytes;
      }
      throw new Failure(
          file + " has " + bytes.length + " bytes; a key has " + Pseudonymizer.KEY_BYTES + ".");
    } catch (IOException e) {
      throw new Failure("The key can't be read from " + file + ".", e);
    }
  }
}
