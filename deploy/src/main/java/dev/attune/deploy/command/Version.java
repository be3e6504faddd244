package dev.attune.deploy.command;

import dev.attune.deploy.report.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "attune " + BuildInfo.version() + " on Java " + System.getProperty("java.version")
    };
  }
}
