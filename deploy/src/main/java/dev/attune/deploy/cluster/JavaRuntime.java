package dev.attune.deploy.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JVM this runs in, to start others alike. */
public final class JavaRuntime {
  private static final int NATIVE_ACCESS_ASKED_FOR = 24;

  private JavaRuntime() {}

  /** The {@code java} program. */
  public static String program() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path of this JVM, good from any folder. */
  public static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The flags that this version of Java needs to load native libraries without a warning. */
  public static List<String> nativeAccessFlags() {
    return Runtime.version().feature() >= NATIVE_ACCESS_ASKED_FOR
        ? List.of("--enable-native-access=ALL-UNNAMED")
        : List.of();
  }
}
