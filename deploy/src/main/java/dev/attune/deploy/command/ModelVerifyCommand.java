package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.release.ReleaseInspection;
import dev.attune.models.release.ReleaseCheck;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.Releases;
import dev.attune.topology.app.AttuneConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "verify",
    description = {
      "Checks a model release as the application does before it uses one.",
      "Ends with 0 only if every check passes."
    })
final class ModelVerifyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BoardOptions options;

  @Parameters(
      paramLabel = "RELEASE",
      description = "The folder of a release, built-in, or the id of one on the cluster.")
  private String release;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    ReleaseInspection inspection = inspect();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(inspection));
    } else {
      text(inspection, out);
    }
    return inspection.refusal().isEmpty() ? 0 : 1;
  }

  private ReleaseInspection inspect() {
    Path folder = Path.of(release);
    if (Files.isDirectory(folder)) {
      return ReleaseInspection.of(ReleaseSource.folder(folder), options.trust().keys());
    }
    if (release.equals(AttuneConfig.BUILT_IN) || release.equals(Releases.builtInId())) {
      return ReleaseInspection.of(Releases.builtInFiles(), options.trust().keys());
    }
    if (!ReleaseManifest.isReleaseId(release)) {
      throw new Failure(release + " is no folder, and can't be the id of a release.");
    }
    ReleaseInspection[] result = new ReleaseInspection[1];
    options.run(
        board -> {
          result[0] = board.inspect(release);
          return 0;
        });
    return result[0];
  }

  private static void text(ReleaseInspection inspection, PrintWriter out) {
    boolean failed = false;
    for (ReleaseCheck check : ReleaseCheck.values()) {
      String result = failed ? "-" : inspection.passed().contains(check) ? "ok" : "failed";
      out.printf(Locale.ROOT, "%-11s%s%n", word(check), result);
      failed |= result.equals("failed");
    }
    inspection
        .verified()
        .ifPresent(
            verified ->
                out.println(
                    "The release "
                        + verified.manifest().releaseId()
                        + ", signed by "
                        + verified.signer().name()
                        + ", may be used."));
    inspection
        .refusal()
        .ifPresent(
            refusal ->
                out.println(
                    "The release is refused ("
                        + refusal.reason()
                        + "): "
                        + refusal.getMessage()
                        + "."));
  }

  private static ObjectNode json(ReleaseInspection inspection) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("usable", inspection.refusal().isEmpty());
    inspection
        .verified()
        .ifPresent(
            verified ->
                object
                    .put("release", verified.manifest().releaseId())
                    .put("signedBy", verified.signer().name()));
    inspection
        .refusal()
        .ifPresent(
            refusal ->
                object.put("reason", refusal.reason().name()).put("detail", refusal.getMessage()));
    ObjectNode checks = object.putObject("checks");
    for (ReleaseCheck check : ReleaseCheck.values()) {
      checks.put(word(check), inspection.passed().contains(check));
    }
    return object;
  }

  private static String word(ReleaseCheck check) {
    return check.name().toLowerCase(Locale.ROOT);
  }
}
