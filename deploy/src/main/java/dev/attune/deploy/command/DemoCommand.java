package dev.attune.deploy.command;

import dev.attune.deploy.demo.Demo;
import dev.attune.deploy.demo.DemoSettings;
import dev.attune.deploy.report.Report;
import dev.attune.deploy.view.DemoView;
import dev.attune.deploy.view.PlainView;
import dev.attune.deploy.view.SilentView;
import dev.attune.deploy.view.TerminalView;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "Shows everything at work: a real broker and registry, the stream application, and simulated"
          + " phones that answer back. Leaves nothing behind.",
      "In a second terminal: attune watch recommendations"
    })
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private PipelineOptions pipeline;

  @Option(
      names = "--users",
      paramLabel = "N",
      description = "Simulated users. Default: ${DEFAULT-VALUE}.")
  private int users = 200;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Events a second, all users together. Default: ${DEFAULT-VALUE}.")
  private int rate = 500;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "For how long, such as 30s or 5m. Default: until Ctrl-C.")
  private @Nullable Duration duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides who the users are and what they do. Default: ${DEFAULT-VALUE}.")
  private long seed = 7;

  @Option(
      names = "--deterministic",
      description =
          "Phones and pipeline take turns: the same seed gives the same decisions, byte for byte.")
  private boolean deterministic;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write what was measured to this file, as JSON.")
  private @Nullable Path report;

  @Option(names = "--json", description = "Print nothing but what was measured, as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    DemoSettings settings = settings();
    requireWritable();
    PrintWriter out = spec.commandLine().getOut();
    Consumer<String> say = json ? line -> {} : out::println;
    StopSignal stop = StopSignal.install();
    Demo demo =
        new Demo(settings, pipeline.settings(), report != null || json || deterministic, say);
    Report measured = demo.run(view(), stop::stopped);
    if (report != null) {
      measured.write(report);
    }
    out.print(json ? measured.toJson() + "\n" : "\n" + measured.toText());
    out.flush();
    return 0;
  }

  private DemoSettings settings() {
    try {
      return new DemoSettings(users, rate, Optional.ofNullable(duration), seed, deterministic);
    } catch (IllegalArgumentException e) {
      throw new Failure(e.getMessage(), e);
    }
  }

  private void requireWritable() {
    if (report != null
        && (Files.isDirectory(report) || !Files.isDirectory(report.toAbsolutePath().getParent()))) {
      throw new Failure("The report can't be written to " + report + ": no such folder, or one.");
    }
  }

  private DemoView view() {
    if (json) {
      return new SilentView();
    }
    // The launcher says how wide the terminal is, if there is one.
    Integer columns = Integer.getInteger("attune.terminal.columns");
    return columns == null ? new PlainView(System.out) : new TerminalView(System.out, columns);
  }
}
