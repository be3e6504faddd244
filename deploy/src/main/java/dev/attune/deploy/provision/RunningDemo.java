package dev.attune.deploy.provision;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * A note in the user's home folder of where the demo that runs now can be reached, so that commands
 * in a second terminal need no addresses. Closing removes it.
 */
public final class RunningDemo implements AutoCloseable {
  private static final Path FILE =
      Path.of(System.getProperty("user.home"), ".attune", "demo.properties");

  private RunningDemo() {}

  /** Leaves the note. Of two demos, the one that started last can be found. */
  public static RunningDemo publish(Addresses addresses) {
    Properties note = new Properties();
    note.setProperty("bootstrap.servers", addresses.bootstrapServers());
    note.setProperty("schema.registry.url", addresses.registryUrl());
    note.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
    try {
      Files.createDirectories(FILE.getParent());
      try (Writer writer = Files.newBufferedWriter(FILE)) {
        note.store(writer, "The running attune demo");
      }
    } catch (IOException e) {
      // A convenience only: the addresses are printed too.
      return new RunningDemo();
    }
    return new RunningDemo();
  }

  /** The addresses of a demo that is alive. */
  public static Optional<Addresses> find() {
    return read()
        .filter(
            note ->
                ProcessHandle.of(Long.parseLong(note.getProperty("pid", "0")))
                    .map(ProcessHandle::isAlive)
                    .orElse(false))
        .map(
            note ->
                new Addresses(
                    note.getProperty("bootstrap.servers"),
                    note.getProperty("schema.registry.url")));
  }

  @Override
  public void close() {
    long self = ProcessHandle.current().pid();
    if (read().map(note -> note.getProperty("pid", "")).orElse("").equals(Long.toString(self))) {
      try {
        Files.deleteIfExists(FILE);
      } catch (IOException e) {
        // The process id in it tells that it is stale.
        return;
      }
    }
  }

  private static Optional<Properties> read() {
    Properties note = new Properties();
    try (Reader reader = Files.newBufferedReader(FILE)) {
      note.load(reader);
      return Optional.of(note);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
