package dev.attune.deploy.command;

import dev.attune.deploy.release.RolloutText;
import java.io.PrintWriter;
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
    name = "rollout",
    description = {
      "Gives a published model release to a share of users, while the application runs.",
      "Who has it keeps it when the share grows. All users of all regions make it the release for"
          + " everyone; 0%% takes its share away."
    })
final class ModelRolloutCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private BoardOptions options;

  @Parameters(paramLabel = "ID", description = "The id of the release.")
  private String release;

  @Option(
      names = "--share",
      paramLabel = "SHARE",
      required = true,
      converter = ShareConverter.class,
      description = "How many of the users get it, such as 10%% or 0.5%%.")
  private int share;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Only users of this region, such as eu. Default: all.")
  private @Nullable String region;

  @Option(names = "--again", description = "Also a release that was taken back.")
  private boolean again;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    return options.run(
        board -> {
          String before = RolloutText.of(board.rollout());
          String after =
              RolloutText.of(board.rollOut(release, Optional.ofNullable(region), share, again));
          out.println("before  " + before);
          out.println("after   " + after);
          return 0;
        });
  }
}
