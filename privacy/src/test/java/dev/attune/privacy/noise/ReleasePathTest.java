package dev.attune.privacy.noise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.conformance.Disassembly;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** T2: rules on the bytecode of the release path, locals included. */
class ReleasePathTest {

  /** Instructions on, types of and constants in floating point. */
  private static final Pattern FLOATING =
      Pattern.compile(
          "\\b(double|float)\\b"
              + "|^\\s*\\d+: ([df](load|store|add|sub|mul|div|rem|neg|const|cmp|return|aload|astore)"
              + "|[il]2[df]\\b|[df]2[ilfd]\\b)"
              + "|:\\([^)]*\\)\\[*[DF]\\b|\\.(double|float)Value:");

  /** Every other source of randomness of the JDK; SecureRandom is a name of its own. */
  private static final Pattern RANDOM =
      Pattern.compile(
          "java[./]util[./]Random\\b|ThreadLocalRandom|SplittableRandom|java[./]util[./]random[./]"
              + "|Math\\.random|setSeed|randomUUID|SecureRandom\\.(next(Int|Long|Double|Gaussian)|ints)");

  private static final Pattern SECURE = Pattern.compile("java/security/SecureRandom");

  private static final Disassembly MAIN =
      Disassembly.main(Set.of("noise", "bounding", "selection", "budget"));

  @Test
  void shouldHaveNoFloatingPoint() {
    // OrderSearch only finds the point at which a bound that holds everywhere is evaluated.
    assertThat(MAIN.matching(FLOATING)).allMatch(line -> line.startsWith("OrderSearch"));
  }

  @Test
  void shouldHaveNoOtherRandomness() {
    assertThat(MAIN.matching(RANDOM)).isEmpty();
    assertThat(MAIN.matching(SECURE))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("SecureRandomBits"));
  }

  @Test
  void shouldHaveOneSourceOfBitsInTheMainJar() {
    List<String> sources =
        MAIN.matching(
            Pattern.compile(
                "^\\S.*class .* implements .*\\bRandomBits\\b"
                    + "|InvokeDynamic.*\\)Ldev/attune/privacy/noise/RandomBits;"));

    assertThat(sources).singleElement().asString().startsWith("SecureRandomBits");
  }

  @Test
  void shouldNotKnowTheChecks() {
    // Their bits come from seeds, and their doubles are not exact.
    assertThat(MAIN.matching(Pattern.compile("dev[./]attune[./]privacy[./]conformance"))).isEmpty();
  }

  @Test
  void shouldCatchWhatTheRulesForbid() {
    Disassembly bad = Disassembly.of(List.of(classFile(Floats.class), classFile(Draws.class)));

    assertThat(bad.matching(FLOATING)).anyMatch(line -> line.contains("dmul"));
    assertThat(bad.matching(FLOATING)).anyMatch(line -> line.contains("d2l"));
    assertThat(bad.matching(RANDOM)).anyMatch(line -> line.contains("ThreadLocalRandom"));
  }

  private static Path classFile(Class<?> type) {
    return Disassembly.classes(type).resolve(type.getName().replace('.', '/') + ".class");
  }

  /** Hides floating point in a local. */
  static final class Floats {
    static long scaled(long x) {
      double hidden = x * 0.9;
      return (long) hidden;
    }
  }

  /** Draws from the wrong source. */
  static final class Draws {
    static int drawn() {
      return java.util.concurrent.ThreadLocalRandom.current().nextInt();
    }
  }
}
