package dev.attune.deploy.command;

import dev.attune.topology.app.AttuneApplication;
import dev.attune.topology.app.AttuneConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "run",
    description = {
      "Runs the stream application on a cluster, until Ctrl-C or a kill ends it in order.",
      "More instances with the same application.id share the work."
    })
final class RunCommand implements Callable<Integer> {
  private static final long POLL_MILLIS = 200;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Java properties; bootstrap.servers and schema.registry.url are required.")
  private Path config;

  @Override
  public Integer call() throws InterruptedException {
    StopSignal stop = StopSignal.install();
    try (AttuneApplication application = new AttuneApplication(AttuneConfig.load(config))) {
      application.start();
      boolean said = false;
      while (!stop.stopped() && application.failure().isEmpty()) {
        if (!said && application.awaitRunning(Duration.ofMillis(POLL_MILLIS))) {
          spec.commandLine().getOut().println("The application is running.");
          said = true;
        } else {
          stop.await(POLL_MILLIS);
        }
      }
      application
          .failure()
          .ifPresent(
              cause -> {
                throw new Failure("The application failed: " + cause.getMessage(), cause);
              });
    }
    spec.commandLine().getOut().println("The application has ended in order.");
    return 0;
  }
}
