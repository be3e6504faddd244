package dev.attune.topology.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseSigner;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.signing.SigningKey;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.session.MarkovWriter;
import dev.attune.models.session.ReleaseWriter;
import dev.attune.models.session.SessionWriter;
import dev.attune.schemas.ledger.Generator;
import dev.attune.schemas.ledger.GeneratorKind;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.ModelTrained;
import dev.attune.topology.summary.SummarySettings;
import dev.attune.topology.summary.WindowSchedule;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseGeneratorsTest {

  private static final List<String> CATEGORIES =
      List.of(
          ("communication,finance,games,health,music,navigation,news,productivity,shopping,"
                  + "social,video,weather")
              .split(","));
  private static final VerifiedRelease BUILT_IN = Releases.builtIn();

  private final AtomicInteger refused = new AtomicInteger();

  private static SummarySettings settings(List<String> categories) {
    return new SummarySettings(
        List.of("eu"),
        categories,
        new WindowSchedule(Duration.ofDays(1), Duration.ofMinutes(10), Duration.ofHours(1)),
        new BigDecimal("4"),
        new BigDecimal("1e-9"),
        31,
        100);
  }

  private Generators of(VerifiedRelease release, Supplier<List<LedgerEntry>> ledger) {
    return ReleaseGenerators.of(
        Optional.of(release),
        () -> fail("nothing is written here"),
        settings(CATEGORIES),
        ledger,
        refused::incrementAndGet);
  }

  /** The built-in release, but for what it says to have learned from. */
  private static VerifiedRelease learnedFrom(String data, Path folder) throws IOException {
    for (ReleaseManifest.ReleaseFile file : BUILT_IN.manifest().files()) {
      try (InputStream in = Releases.builtInFiles().open(file.name())) {
        Files.copy(in, folder.resolve(file.name()));
      }
    }
    try (InputStream in = Releases.builtInFiles().open(ReleaseManifest.FILE)) {
      String manifest = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          folder.resolve(ReleaseManifest.FILE),
          manifest.replace("\"simulated\"", "\"" + data + "\""));
    }
    SigningKey key = SigningKey.generate("test");
    ReleaseSigner.sign(folder, key);
    return Releases.folder(folder, TrustedKeys.of(List.of(key.publicKey())));
  }

  @Test
  void shouldLetAReleaseWriteThatLearnedFromSimulations() {
    Generators generators =
        of(BUILT_IN, () -> fail("the ledger has nothing to say of simulated data"));

    Generator current = generators.current();
    assertThat(current.getKind()).isEqualTo(GeneratorKind.MODEL);
    assertThat(current.getRelease())
        .isEqualTo(BUILT_IN.manifest().releaseId() + "+" + ReleaseWriter.VERSION);
    assertThat(HexFormat.of().formatHex(current.getManifestSha256().array()))
        .isEqualTo(BUILT_IN.manifestSha256());
    assertThat(generators.trainedOn(current)).isEqualTo("simulated");
    assertThat(refused).hasValue(0);
  }

  @Test
  void shouldOpenWhatWasSealedAndNothingElse() {
    try (OnnxRelease release = OnnxRelease.load(BUILT_IN)) {
      Generators generators =
          ReleaseGenerators.of(
              Optional.of(BUILT_IN), release::newModel, settings(CATEGORIES), List::of, () -> {});
      Generator current = generators.current();
      assertOpens(generators, current, ReleaseWriter.class);
      Generator chain = new MarkovGenerators(100).current();
      assertOpens(generators, chain, MarkovWriter.class);
      assertThat(generators.trainedOn(chain)).isEqualTo("nothing");

      Generator other =
          new Generator(
              current.getKind(), current.getRelease(), ByteBuffer.wrap(new byte[32]), 100);
      assertThat(generators.open(other)).isEmpty();
      Generator older = new Generator(current.getKind(), "older", current.getManifestSha256(), 100);
      assertThat(generators.open(older)).isEmpty();
    }
  }

  private static void assertOpens(Generators generators, Generator of, Class<?> writer) {
    try (SessionWriter opened = generators.open(of).orElseThrow()) {
      assertThat(opened).isInstanceOf(writer);
    }
  }

  @Test
  void shouldRefuseAReleaseThatLearnedFromPeople(@TempDir Path folder) throws IOException {
    Generators generators = of(learnedFrom("private", folder), List::of);

    assertThat(generators.current().getKind()).isEqualTo(GeneratorKind.MARKOV);
    assertThat(refused).hasValue(1);
  }

  @Test
  void shouldLetItWriteIfTheLedgerTellsWhatItsTrainingCost(@TempDir Path folder)
      throws IOException {
    VerifiedRelease release = learnedFrom("private-dp", folder);
    byte[] digest = HexFormat.of().parseHex(release.manifestSha256());

    Generators another = of(release, () -> List.of(trained(new byte[32])));
    assertThat(another.current().getKind()).isEqualTo(GeneratorKind.MARKOV);
    Generators generators = of(release, () -> List.of(trained(digest)));

    assertThat(generators.current().getKind()).isEqualTo(GeneratorKind.MODEL);
    assertThat(generators.trainedOn(generators.current()))
        .isEqualTo("private-dp, (2, 1e-9)-differentially private besides");
    assertThat(refused).hasValue(1);
  }

  private static LedgerEntry trained(byte[] digest) {
    String id = "model/" + HexFormat.of().formatHex(digest);
    ModelTrained cost = new ModelTrained(ByteBuffer.wrap(digest), "2", "1e-9");
    return new LedgerEntry(id, "", "2026-11", 0L, 0L, 0L, "0", "0", cost);
  }

  @Test
  void shouldRefuseAReleaseThatKnowsOtherCategories() {
    Generators generators =
        ReleaseGenerators.of(
            Optional.of(BUILT_IN),
            () -> fail("nothing is written here"),
            settings(List.of("news", "games")),
            List::of,
            refused::incrementAndGet);

    assertThat(generators.current().getKind()).isEqualTo(GeneratorKind.MARKOV);
    assertThat(refused).hasValue(1);
  }
}
