package dev.attune.deploy.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.command.Attune;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** The README says what is: its snippets are code that is compiled, its commands exist. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern JAVA_BLOCK =
      Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern COMMAND = Pattern.compile("\\./attune ([a-z-]+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
  private static final List<String> EXAMPLES =
      List.of("deploy/src/test/java", "testkit/src/test/java");

  @Test
  void shouldShowOnlyCodeThatIsCompiled() {
    List<String> snippets = JAVA_BLOCK.matcher(readme()).results().map(m -> m.group(1)).toList();
    List<String> sources = sources();

    assertThat(snippets).hasSizeGreaterThanOrEqualTo(2);
    for (String snippet : snippets) {
      assertThat(sources)
          .as("a test class that holds the README's snippet\n%s", snippet)
          .anyMatch(source -> lines(source).contains(lines(snippet)));
    }
  }

  @Test
  void shouldNameOnlyCommandsThatExist() {
    List<String> commands =
        Stream.of(Attune.class.getAnnotation(Command.class).subcommands())
            .map(command -> command.getAnnotation(Command.class).name())
            .toList();

    assertThat(COMMAND.matcher(readme()).results().map(m -> m.group(1)))
        .isNotEmpty()
        .allMatch(commands::contains);
  }

  @Test
  void shouldLinkOnlyToFilesThatExist() {
    Matcher links = LINK.matcher(readme());

    assertThat(links.results().map(m -> ROOT.resolve(m.group(1))))
        .isNotEmpty()
        .allMatch(Files::exists);
  }

  /** One space between words, so that indentation does not matter. */
  private static String lines(String code) {
    return code.strip().replaceAll("\\s+", " ");
  }

  private static String readme() {
    return read(ROOT.resolve("README.md"));
  }

  private static List<String> sources() {
    return EXAMPLES.stream().flatMap(ReadmeTest::javaFiles).map(ReadmeTest::read).toList();
  }

  private static Stream<Path> javaFiles(String folder) {
    try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
