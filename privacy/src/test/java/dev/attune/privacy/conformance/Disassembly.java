package dev.attune.privacy.conformance;

import dev.attune.privacy.noise.RandomBits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Bytecode of compiled classes as text, by the JDK's own javap: signatures, locals and constants.
 */
public final class Disassembly {

  /** Members are indented; types are not. */
  private static final Pattern DECLARATION =
      Pattern.compile("^(?:[a-z-]+ )*(?:class|interface|enum) (?:[a-z]+\\.)*([A-Z][\\w.$]*)");

  private final List<String> lines;

  private Disassembly(List<String> lines) {
    this.lines = lines;
  }

  /** All main classes of the given packages of this module. */
  public static Disassembly main(Set<String> packages) {
    List<Path> files = new ArrayList<>();
    for (String name : packages) {
      try (Stream<Path> found =
          Files.walk(classes(RandomBits.class).resolve("dev/attune/privacy").resolve(name))) {
        List<Path> inPackage = found.filter(file -> file.toString().endsWith(".class")).toList();
        if (inPackage.size() < 2) {
          throw new AssertionError("No classes in " + name);
        }
        files.addAll(inPackage);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return of(files);
  }

  /** The given class files. */
  public static Disassembly of(List<Path> files) {
    ToolProvider javap =
        ToolProvider.findFirst("javap")
            .orElseThrow(() -> new AssertionError("These rules need a JDK, with javap"));
    List<String> arguments = new ArrayList<>(List.of("-p", "-c"));
    files.forEach(file -> arguments.add(file.toString()));
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int code = javap.run(writer, writer, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new AssertionError("javap: " + out);
    }
    List<String> lines = new ArrayList<>();
    String name = "?";
    for (String line : out.toString().lines().toList()) {
      Matcher declared = DECLARATION.matcher(line);
      if (declared.find()) {
        name = declared.group(1);
      }
      lines.add(name + "|" + line);
    }
    return new Disassembly(lines);
  }

  /** Lines in which the pattern is found, each after the name of its class. */
  public List<String> matching(Pattern pattern) {
    return lines.stream()
        .filter(line -> pattern.matcher(line.substring(line.indexOf('|') + 1)).find())
        .toList();
  }

  /** Where a class was loaded from. */
  public static Path classes(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
