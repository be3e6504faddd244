package dev.attune.deploy.command;

import dev.attune.deploy.release.ReleaseBundle;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.Releases;
import dev.attune.topology.app.AttuneConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "publish",
    description = {
      "Puts a model release on the cluster, once it passed every check.",
      "Nobody gets it before it is rolled out. Publishing the same again does nothing."
    })
final class ModelPublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BoardOptions options;

  @Parameters(paramLabel = "FOLDER", description = "The folder of a release, or built-in.")
  private String folder;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean builtIn = folder.equals(AttuneConfig.BUILT_IN);
    if (!builtIn && !Files.isDirectory(Path.of(folder))) {
      throw new Failure(folder + " is no folder with a release.");
    }
    ReleaseBundle bundle =
        ReleaseBundle.read(
            builtIn ? Releases.builtInFiles() : ReleaseSource.folder(Path.of(folder)),
            options.trust().keys());
    return options.run(
        board -> {
          ChunkProgress progress = new ChunkProgress(out);
          boolean sent = board.publish(bundle, progress);
          progress.end();
          out.println(
              sent
                  ? "The release "
                      + bundle.releaseId()
                      + " is published; nobody gets it before"
                      + " attune model rollout "
                      + bundle.releaseId()
                      + "."
                  : "The release " + bundle.releaseId() + " is published already; nothing to do.");
          return 0;
        });
  }
}
