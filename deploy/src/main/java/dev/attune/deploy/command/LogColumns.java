package dev.attune.deploy.command;

import dev.attune.device.replay.ReplayMapping;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the columns of a recorded log mean. */
final class LogColumns {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "The columns are those of a known data set: lsapp or frappe.")
  private @Nullable String preset;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "The columns are described in this file of Java properties.")
  private @Nullable Path mapping;

  ReplayMapping mapping() throws IOException {
    return mapping != null
        ? ReplayMapping.load(Readable.require(mapping))
        : ReplayMapping.preset(String.valueOf(preset));
  }
}
