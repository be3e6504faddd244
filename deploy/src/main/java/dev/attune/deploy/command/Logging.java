package dev.attune.deploy.command;

import java.util.List;

/**
 * How much is logged, set before the first logger exists. A command whose output a person looks at
 * keeps quiet; the application that runs for months tells what it does.
 */
public final class Logging {
  private Logging() {}

  /** Sets the levels by the words of a command line. */
  public static void configure(String[] args) {
    List<String> words = List.of(args);
    boolean verbose = words.contains("--verbose");
    boolean runs = words.contains("run");
    set("attune.log.level", verbose || runs ? "INFO" : "ERROR");
    set("attune.log.libraries", verbose ? "INFO" : runs ? "WARN" : "OFF");
  }

  private static void set(String property, String level) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, level);
    }
  }
}
