package dev.attune.models.release.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.rollout.Rollout;
import dev.attune.models.release.rollout.TakenBack;
import dev.attune.schemas.release.ModelRelease;
import dev.attune.schemas.release.ReleaseChunk;
import dev.attune.schemas.release.ReleaseFile;
import dev.attune.schemas.release.ReleaseManifest;
import dev.attune.schemas.release.ReleaseRollout;
import dev.attune.schemas.release.RolloutRule;
import dev.attune.schemas.release.TakeBackReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class ReleaseAssemblerTest {

  private static final String ID = "r2";
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Sizes around the border of a chunk; 8 records with the manifest. */
  private static final Map<String, byte[]> FILES = files(1, 0, 10, 65_536, 65_537, 140_000);

  private static final Map<String, byte[]> OTHER_FILES = files(2, 5, 10, 65_536, 65_537, 140_000);

  private static final Map<String, ModelRelease> RECORDS = records(FILES);
  private static final Map<String, ModelRelease> OTHERS = records(OTHER_FILES);

  private final ReleaseAssembler assembler = new ReleaseAssembler();

  /** What may happen to a key: its record, that of another version, an erasure, nonsense. */
  private enum Kind {
    RIGHT,
    OTHER_VERSION,
    ERASED,
    NONSENSE
  }

  private record Step(String key, Kind kind) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    List<String> keys = new ArrayList<>(OTHERS.keySet());
    return Combinators.combine(
            Arbitraries.of(keys),
            Arbitraries.frequency(
                Tuple.of(12, Kind.RIGHT),
                Tuple.of(1, Kind.OTHER_VERSION),
                Tuple.of(1, Kind.ERASED),
                Tuple.of(1, Kind.NONSENSE)))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  /** Against a table of the last record of each key. */
  @Property(tries = 500)
  void shouldBeCompleteWhenTheLastRecordsAre(@ForAll("steps") List<Step> steps) throws IOException {
    // Given
    ReleaseAssembler assembler = new ReleaseAssembler();
    Map<String, ModelRelease> table = new HashMap<>();
    boolean complete = false;
    for (Step step : steps) {
      ReleaseChange change;
      switch (step.kind()) {
        case RIGHT -> {
          ModelRelease right = RECORDS.get(step.key());
          change = assembler.accept(step.key(), right);
          put(table, step.key(), right);
        }
        case OTHER_VERSION -> {
          change = assembler.accept(step.key(), OTHERS.get(step.key()));
          put(table, step.key(), OTHERS.get(step.key()));
        }
        case ERASED -> {
          change = assembler.accept(step.key(), null);
          table.remove(step.key());
        }
        default -> {
          change = assembler.accept(step.key(), OTHERS.get("r2/f4/1"));
          if (step.key().equals("r2/f4/1")) {
            put(table, step.key(), OTHERS.get(step.key()));
          } else {
            assertThat(change).isInstanceOf(ReleaseChange.Ignored.class);
          }
        }
      }

      // Then it says so at once
      boolean now = isComplete(table, RECORDS) || isComplete(table, OTHERS);
      assertThat(assembler.source(ID).isPresent()).isEqualTo(now);
      if (now != complete) {
        assertThat(change instanceof ReleaseChange.Completed).isEqualTo(now);
      }
      complete = now;
    }
    if (complete) {
      Map<String, byte[]> files = isComplete(table, RECORDS) ? FILES : OTHER_FILES;
      assertHolds(assembler.source(ID).orElseThrow(), files);
    }
    assertThat(assembler.keys(ID)).containsExactlyInAnyOrderElementsOf(table.keySet());
  }

  @Property(tries = 100)
  void shouldTakeRecordsInAnyOrder(@ForAll Random random) throws IOException {
    // Given
    ReleaseAssembler assembler = new ReleaseAssembler();
    List<String> keys = new ArrayList<>(RECORDS.keySet());
    Collections.shuffle(keys, random);

    // When
    ReleaseChange last = new ReleaseChange.Nothing();
    for (String key : keys) {
      assertThat(assembler.source(ID)).isEmpty();
      last = assembler.accept(key, RECORDS.get(key));
    }

    // Then
    assertThat(last).isEqualTo(new ReleaseChange.Completed(ID));
    assertHolds(assembler.source(ID).orElseThrow(), FILES);
    for (String key : keys) {
      assertThat(assembler.accept(key, RECORDS.get(key))).isEqualTo(new ReleaseChange.Nothing());
    }
  }

  @Test
  void shouldSayWhatIsPublished() {
    RECORDS.forEach(assembler::accept);
    assertThat(assembler.published(ID))
        .hasValueSatisfying(
            release -> {
              assertThat(release.publishedAt()).isEqualTo(NOON);
              assertThat(release.size()).isEqualTo(10 + 65_536 + 65_537 + 140_000);
              assertThat(release.missing()).isZero();
              assertThat(release.manifestSha256())
                  .isEqualTo(dev.attune.models.release.ReleaseManifest.sha256(bytes(1, 100)));
            });

    assembler.accept("r2/f4/1", null);
    assembler.accept("r2/f3/0", OTHERS.get("r2/f3/0"));

    assertThat(assembler.published()).hasSize(1);
    assertThat(assembler.published(ID).orElseThrow().missing()).isEqualTo(2);
    assertThat(assembler.published("r3")).isEmpty();
  }

  @Test
  void shouldGiveSnapshotsThatStay() throws IOException {
    RECORDS.forEach(assembler::accept);
    ReleaseSource source = assembler.source(ID).orElseThrow();

    OTHERS.forEach(assembler::accept);
    assembler.accept(ID, null);

    assertHolds(source, FILES);
  }

  @Test
  void shouldForgetReleasesThatAreErased() {
    RECORDS.forEach(assembler::accept);

    assertThat(assembler.accept(ID, null)).isEqualTo(new ReleaseChange.Removed(ID));
    assertThat(assembler.published()).isEmpty();
    assertThat(assembler.keys(ID)).hasSize(7).doesNotContain(ID);
    assertThat(assembler.accept(ID, null)).isEqualTo(new ReleaseChange.Nothing());
    List.copyOf(assembler.keys(ID)).forEach(key -> assembler.accept(key, null));
    assertThat(assembler.keys(ID)).isEmpty();
  }

  @Test
  void shouldKeepReleasesApart() {
    RECORDS.forEach(assembler::accept);

    for (Map.Entry<String, ModelRelease> record : RECORDS.entrySet()) {
      // Under the key of another release, what r2 says is not believed.
      String key = record.getKey().replace("r2", "r3");
      assertThat(assembler.accept(key, record.getValue()))
          .isEqualTo(new ReleaseChange.Ignored("it does not say what its key says"));
    }
    assertThat(assembler.published()).hasSize(1);
  }

  @Test
  void shouldIgnoreManifestsThatCantBe() {
    assertThat(assembler.accept(ID, manifest(List.of(file("../x", 1, 1)))))
        .isInstanceOf(ReleaseChange.Ignored.class);
    assertThat(assembler.accept(ID, manifest(List.of(file("manifest.json", 1, 1)))))
        .isInstanceOf(ReleaseChange.Ignored.class);
    assertThat(assembler.accept(ID, manifest(List.of(file("a", 1, 1), file("a", 1, 1)))))
        .isEqualTo(new ReleaseChange.Ignored("lists a file twice"));
    assertThat(assembler.accept(ID, manifest(List.of(file("a", 65_537, 1)))))
        .isEqualTo(new ReleaseChange.Ignored("lists a file of 65537 bytes in 1 chunks"));
    assertThat(assembler.accept(ID, manifest(List.of(file("a", Long.MAX_VALUE, 1)))))
        .isInstanceOf(ReleaseChange.Ignored.class);
    assertThat(assembler.accept(ID, manifest(List.of(file("a", -1, 0)))))
        .isInstanceOf(ReleaseChange.Ignored.class);
    assertThat(assembler.published()).isEmpty();
  }

  @Test
  void shouldIgnoreChunksThatAreTooLarge() {
    ReleaseChunk chunk =
        new ReleaseChunk("f1", ByteBuffer.allocate(32), 0, ByteBuffer.allocate(65_537));

    assertThat(assembler.accept("r2/f1/0", new ModelRelease(ID, chunk)))
        .isEqualTo(new ReleaseChange.Ignored("it is not the chunk of its key"));
    assertThat(assembler.keys(ID)).isEmpty();
  }

  @Test
  void shouldTellWhoGetsWhat() {
    // Given
    Rollout rollout =
        Rollout.everyone("r1", NOON, "me").withShare("r2", Optional.of("eu"), 100, NOON, "me");
    ModelRelease record = ReleaseRecords.of(rollout);

    // Then
    assertThat(assembler.accept("rollout", record)).isEqualTo(new ReleaseChange.RolledOut(rollout));
    assertThat(assembler.rollout()).contains(rollout);
    assertThat(assembler.accept("rollout", record)).isEqualTo(new ReleaseChange.Nothing());
    assertThat(assembler.accept("rollout", null)).isEqualTo(new ReleaseChange.RolloutEnded());
    assertThat(assembler.rollout()).isEmpty();
  }

  @Test
  void shouldKeepTheRolloutWhenOneCantBe() {
    // Given
    Rollout rollout = Rollout.everyone("r1", NOON, "me");
    assembler.accept("rollout", ReleaseRecords.of(rollout));

    // When
    ReleaseChange notForEveryone = assembler.accept("rollout", rollout("r2", 999, 1));
    ReleaseChange atNoTime = assembler.accept("rollout", rollout("r2", 1000, Long.MAX_VALUE));

    // Then
    assertThat(notForEveryone)
        .isEqualTo(new ReleaseChange.Ignored("The rollout needs a last rule for everyone."));
    assertThat(atNoTime).isInstanceOf(ReleaseChange.Ignored.class);
    assertThat(assembler.rollout()).contains(rollout);
  }

  @Test
  void shouldTellWhatWasTakenBack() {
    // Given
    TakenBack back = new TakenBack(ID, TakeBackReason.WORSE, "fewer hits", NOON, "instance-1");
    ModelRelease record = ReleaseRecords.of(back);

    // Then
    assertThat(assembler.accept("taken-back/r2", record))
        .isEqualTo(new ReleaseChange.Withdrawn(back));
    assertThat(assembler.accept("taken-back/r2", record)).isEqualTo(new ReleaseChange.Nothing());
    assertThat(assembler.accept("taken-back/r3", record)).isInstanceOf(ReleaseChange.Ignored.class);
    assertThat(assembler.takenBack()).containsExactly(Map.entry(ID, back));
    assertThat(assembler.accept("taken-back/r2", null))
        .isEqualTo(new ReleaseChange.AllowedAgain(ID));
    assertThat(assembler.takenBack()).isEmpty();
  }

  @Test
  void shouldIgnoreOtherKeys() {
    assertThat(assembler.accept("no key", RECORDS.get(ID)))
        .isEqualTo(new ReleaseChange.Ignored("its key is none of this topic"));
  }

  private static void put(Map<String, ModelRelease> table, String key, ModelRelease record) {
    // The first version has no r2/f0/0: its f0 is empty.
    if (record == null) {
      table.remove(key);
    } else {
      table.put(key, record);
    }
  }

  private static boolean isComplete(
      Map<String, ModelRelease> table, Map<String, ModelRelease> records) {
    return records.entrySet().stream()
        .allMatch(record -> record.getValue().equals(table.get(record.getKey())));
  }

  private static void assertHolds(ReleaseSource source, Map<String, byte[]> files)
      throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      try (InputStream in = source.open(file.getKey())) {
        assertThat(in.readAllBytes()).isEqualTo(file.getValue());
      }
    }
    int seed = files == FILES ? 1 : 2;
    try (InputStream manifest = source.open("manifest.json");
        InputStream signature = source.open("manifest.json.sig")) {
      assertThat(manifest.readAllBytes()).isEqualTo(bytes(seed, 100));
      assertThat(signature.readAllBytes()).hasSize(64);
    }
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> source.open("f9"));
  }

  private static Map<String, byte[]> files(int seed, int... sizes) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < sizes.length; i++) {
      files.put("f" + i, bytes(seed * 10 + i, sizes[i]));
    }
    return files;
  }

  private static Map<String, ModelRelease> records(Map<String, byte[]> files) {
    Map<String, ModelRelease> records = new LinkedHashMap<>();
    List<ReleaseFile> listed = new ArrayList<>();
    files.forEach(
        (name, bytes) -> {
          byte[] sha256 = sha256(bytes);
          List<ReleaseChunk> chunks = ReleaseChunks.of(name, sha256, bytes);
          for (ReleaseChunk chunk : chunks) {
            records.put(ID + "/" + name + "/" + chunk.getNumber(), new ModelRelease(ID, chunk));
          }
          listed.add(
              new ReleaseFile(name, (long) bytes.length, ByteBuffer.wrap(sha256), chunks.size()));
        });
    int seed = files.get("f0").length == 0 ? 1 : 2;
    records.put(
        ID,
        new ModelRelease(
            ID,
            new ReleaseManifest(
                ByteBuffer.wrap(bytes(seed, 100)),
                ByteBuffer.wrap(new byte[64]),
                listed,
                NOON.getEpochSecond())));
    return records;
  }

  private static ModelRelease manifest(List<ReleaseFile> files) {
    ByteBuffer none = ByteBuffer.allocate(0);
    return new ModelRelease(ID, new ReleaseManifest(none, none, files, 1L));
  }

  private static ReleaseFile file(String name, long size, int chunks) {
    return new ReleaseFile(name, size, ByteBuffer.allocate(32), chunks);
  }

  private static ModelRelease rollout(String id, int share, long at) {
    return new ModelRelease(
        "",
        new ReleaseRollout(
            "salt", List.of(new RolloutRule(id, List.of(), share)), List.of(), at, "me"));
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
