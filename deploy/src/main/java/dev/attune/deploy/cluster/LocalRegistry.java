package dev.attune.deploy.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real schema registry (Apicurio, in memory) in a child JVM, on loopback, that answers the
 * Confluent API over HTTP; gone once closed or once this JVM ends. Thread-safe.
 *
 * <p>Its program is unpacked by the build; {@value #HOME} names the folder.
 */
public final class LocalRegistry implements AutoCloseable {
  /** The system property that names the folder of the registry's program. */
  public static final String HOME = "attune.registry.home";

  private static final String MAIN = "io.quarkus.runner.GeneratedMain";
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(180);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final ChildJvm child;
  private final int port;

  private LocalRegistry(ChildJvm child, int port) {
    this.child = child;
    this.port = port;
  }

  /** A registry on a free port, ready to be used. */
  public static LocalRegistry start() {
    return start(0);
  }

  /**
   * A registry on the given port, ready to be used.
   *
   * @param port the port to listen on; 0 for any free one
   * @throws StartupException if the port is taken or the registry does not come up
   */
  public static LocalRegistry start(int port) {
    Path program = program();
    int chosen = Ports.choose(port, "registry");
    List<String> flags =
        List.of(
            "-Xmx400m",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=localhost",
            "-Dquarkus.http.port=" + chosen,
            "-Dquarkus.log.level=WARN");
    ChildJvm child =
        ChildJvm.start(
            "registry",
            TemporaryFolder.create("registry"),
            ownClasses() + File.pathSeparator + program,
            flags,
            List.of(MAIN));
    LocalRegistry registry = new LocalRegistry(child, chosen);
    child.awaitReady(READY_TIMEOUT, registry::ready);
    return registry;
  }

  /**
   * Checks that its program is there, for who starts it only after something long.
   *
   * @throws StartupException with a sentence that says what to do if it is not
   */
  public static void requireProgram() {
    program();
  }

  /** The address of the Confluent API. */
  public String url() {
    return "http://localhost:" + port + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    child.close();
  }

  private boolean ready() {
    if (!Ports.answers(port)) {
      return false;
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/subjects")).timeout(ANSWER_TIMEOUT).build();
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Path program() {
    String home = System.getProperty(HOME, "");
    if (!home.isEmpty()) {
      try (Stream<Path> files = Files.list(Path.of(home))) {
        return files
            .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
            .findFirst()
            .map(Path::toAbsolutePath)
            .orElseThrow(() -> new StartupException("There is no registry in " + home + "."));
      } catch (IOException e) {
        throw new StartupException("The registry's folder " + home + " can't be read.", e);
      }
    }
    throw new StartupException(
        "The registry's folder is not known: start with ./attune, or set -D" + HOME + ".");
  }

  /** Where this class was loaded from: all that the guard needs. */
  private static Path ownClasses() {
    try {
      return Path.of(
          LocalRegistry.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new StartupException("The class path can't be read.", e);
    }
  }
}
