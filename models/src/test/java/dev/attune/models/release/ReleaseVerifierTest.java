package dev.attune.models.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.signing.SigningKey;
import dev.attune.models.release.signing.TrustedKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damages a good release in every way and looks at what is said. */
class ReleaseVerifierTest {

  @TempDir private Path folder;

  private final MemoryRelease release = MemoryRelease.of(TestReleases.tiny());

  @Test
  void shouldSayWhichChecksPassed() {
    List<ReleaseCheck> passed = new ArrayList<>();

    VerifiedRelease verified =
        ReleaseVerifier.verify("tiny", release, TestReleases.TRUSTED, passed::add);

    assertThat(passed)
        .containsExactly(
            ReleaseCheck.MANIFEST,
            ReleaseCheck.SIGNATURE,
            ReleaseCheck.SIZES,
            ReleaseCheck.HASHES,
            ReleaseCheck.CONTENTS,
            ReleaseCheck.OPERATORS);
    assertThat(verified.signer()).isEqualTo(TestReleases.KEY.publicKey());
  }

  /** Whatever is loaded later are the bytes that were hashed: each is read once. */
  @Test
  void shouldReadEveryFileOnceAndNoOthers() {
    release.put("extra.onnx", new byte[3]);

    ReleaseVerifier.verify(release, TestReleases.TRUSTED);

    List<String> others = new ArrayList<>(release.names());
    others.remove("extra.onnx");
    assertThat(release.opened()).containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void shouldRefuseAFlippedBitAnywhereInAFile() {
    for (ReleaseManifest.ReleaseFile file : manifest().files()) {
      byte[] good = release.bytes(file.name());
      // 200 places and the borders.
      int step = Math.max(1, good.length / 200);
      for (int at = 0;
          at < good.length;
          at = at == good.length - 1 ? at + 1 : Math.min(at + step, good.length - 1)) {
        release.put(file.name(), flipped(good, at));
        refuses(Reason.WRONG_HASH, file.name() + " is not the file of the manifest");
      }
      release.put(file.name(), good);
    }
    ReleaseVerifier.verify(release, TestReleases.TRUSTED);
  }

  @Test
  void shouldRefuseAFlippedBitAnywhereInTheSignature() {
    byte[] good = release.bytes(ReleaseManifest.SIGNATURE);
    for (int at = 0; at < good.length; at++) {
      release.put(ReleaseManifest.SIGNATURE, flipped(good, at));
      refuses(Reason.BAD_SIGNATURE, "manifest.json is not what the key test signed");
    }
  }

  @Test
  void shouldRefuseAFlippedBitAnywhereInTheManifest() {
    byte[] good = release.bytes(ReleaseManifest.FILE);
    for (int at = 0; at < good.length; at++) {
      release.put(ReleaseManifest.FILE, flipped(good, at));
      assertThat(refusal().reason())
          .isIn(Reason.MALFORMED, Reason.SHAPE, Reason.BAD_SIGNATURE, Reason.UNTRUSTED_KEY);
      // Nothing is opened on the word of a manifest that nobody signed.
      assertThat(release.opened()).isSubsetOf(ReleaseManifest.FILE, ReleaseManifest.SIGNATURE);
    }
  }

  @Test
  void shouldRefuseFilesThatAreCutOrGrew() {
    for (ReleaseManifest.ReleaseFile file : manifest().files()) {
      byte[] good = release.bytes(file.name());
      for (int length : new int[] {0, 1, good.length / 2, good.length - 1}) {
        release.put(file.name(), Arrays.copyOf(good, length));
        refuses(Reason.WRONG_SIZE, file.name() + " has " + length + " bytes");
      }
      release.put(file.name(), Arrays.copyOf(good, good.length + 1));
      refuses(Reason.WRONG_SIZE, file.name() + " is longer than");
      release.put(file.name(), good);
    }
  }

  @Test
  void shouldRefuseACutManifestOrSignature() {
    byte[] manifest = release.bytes(ReleaseManifest.FILE);
    release.put(ReleaseManifest.FILE, Arrays.copyOf(manifest, manifest.length / 2));
    refuses(Reason.MALFORMED, "manifest.json can't be read");

    release.put(ReleaseManifest.FILE, new byte[(1 << 17) + 1]);
    refuses(Reason.WRONG_SIZE, "manifest.json is longer than");

    release.put(ReleaseManifest.FILE, manifest);
    release.put(
        ReleaseManifest.SIGNATURE, Arrays.copyOf(release.bytes(ReleaseManifest.SIGNATURE), 63));
    refuses(Reason.BAD_SIGNATURE, "manifest.json.sig has 63 bytes, not 64");
  }

  @Test
  void shouldRefuseMissingFiles() {
    for (String name : release.names()) {
      byte[] good = release.bytes(name);
      release.remove(name);
      refuses(Reason.MISSING_FILE, name + " is missing");
      release.put(name, good);
    }
  }

  @Test
  void shouldRefuseAnotherReleaseUnderItsId() {
    ReleaseRefusedException refused =
        catchThrowableOfType(
            ReleaseRefusedException.class,
            () -> ReleaseVerifier.verify("other", release, TestReleases.TRUSTED));

    assertThat(refused).hasMessage("manifest.json of other is that of tiny");
    assertThat(refused.reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void shouldRefuseAKeyThatNobodyTrusts() {
    SigningKey stranger = SigningKey.generate("stranger");
    ReleaseSigner.sign(TestReleases.copyTo(folder), stranger);
    reload();

    refuses(
        Reason.UNTRUSTED_KEY,
        "adds the line \"" + stranger.publicKey().line() + "\" to the trusted keys");
  }

  @Test
  void shouldTrustAKeyThatWasAdded() {
    SigningKey added = SigningKey.generate("added");
    ReleaseSigner.sign(TestReleases.copyTo(folder), added);
    TrustedKeys both = TestReleases.TRUSTED.and(TrustedKeys.of(List.of(added.publicKey())));

    assertThat(ReleaseVerifier.verify(ReleaseSource.folder(folder), both).signer().name())
        .isEqualTo("added");
  }

  /** A key that is trusted can't vouch in the name of another. */
  @Test
  void shouldRefuseTheSignatureOfAnotherKey() throws IOException {
    SigningKey other = SigningKey.generate("other");
    TestReleases.copyTo(folder);
    byte[] manifest = Files.readAllBytes(folder.resolve(ReleaseManifest.FILE));
    Files.write(folder.resolve(ReleaseManifest.SIGNATURE), other.sign(manifest));
    reload();

    refuses(Reason.BAD_SIGNATURE, "manifest.json is not what the key test signed");
  }

  @Test
  void shouldRefuseAManifestThatWasChanged() {
    TestReleases.copyTo(folder);
    TestReleases.alterManifest(folder, manifest -> manifest.put("created", "2027-01-01T00:00:00Z"));
    reload();

    refuses(Reason.BAD_SIGNATURE, "manifest.json is not what the key test signed");
  }

  @Test
  void shouldRefuseAManifestThatNobodySigned() {
    TestReleases.copyTo(folder);
    TestReleases.alterManifest(folder, manifest -> manifest.remove("signer"));
    reload();
    refuses(Reason.BAD_SIGNATURE, "does not say who signed it; sign it with attune model sign");

    TestReleases.alterManifest(folder, manifest -> manifest.put("signer", "me nobody"));
    reload();
    refuses(Reason.BAD_SIGNATURE, "manifest.json has no usable signer");
  }

  @Test
  void shouldTrustNobodyWithoutKeys() {
    ReleaseRefusedException refused =
        catchThrowableOfType(
            ReleaseRefusedException.class,
            () -> ReleaseVerifier.verify(release, TrustedKeys.of(List.of())));

    assertThat(refused.reason()).isEqualTo(Reason.UNTRUSTED_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../update.onnx",
        "..",
        ".",
        "",
        "/etc/passwd",
        "a/b",
        "a\\b",
        ".hidden",
        "a b",
        "a\u0000",
        "manifest.json",
        "manifest.json.sig",
        "a123456789a123456789a123456789a123456789a123456789a123456789abcdef"
      })
  void shouldRefuseNamesThatAreNotPlain(String name) {
    TestReleases.copyTo(folder);
    TestReleases.manifest(
        folder, manifest -> ((ObjectNode) manifest.get("files").get(0)).put("name", name));
    reload();

    assertThat(refusal().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(release.opened()).containsExactly(ReleaseManifest.FILE);
  }

  @Test
  void shouldHashFilesItDoesNotKnow() throws IOException {
    // Given
    TestReleases.copyTo(folder);
    byte[] notes = "something else".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("notes.bin"), notes);
    TestReleases.manifest(
        folder,
        manifest ->
            ((ArrayNode) manifest.get("files"))
                .addObject()
                .put("name", "notes.bin")
                .put("size", notes.length)
                .put("sha256", ReleaseManifest.sha256(notes)));
    reload();

    // Then
    ReleaseVerifier.verify(release, TestReleases.TRUSTED);
    release.put("notes.bin", flipped(notes, 3));
    refuses(Reason.WRONG_HASH, "notes.bin is not the file of the manifest");
  }

  private ReleaseManifest manifest() {
    return ReleaseManifest.parse(release.bytes(ReleaseManifest.FILE));
  }

  private void reload() {
    MemoryRelease changed = MemoryRelease.of(folder);
    changed.names().forEach(name -> release.put(name, changed.bytes(name)));
  }

  private void refuses(Reason reason, String sentence) {
    ReleaseRefusedException refused = refusal();
    assertThat(refused).hasMessageContaining(sentence);
    assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
  }

  private ReleaseRefusedException refusal() {
    ReleaseRefusedException refused =
        catchThrowableOfType(
            ReleaseRefusedException.class,
            () -> ReleaseVerifier.verify(release, TestReleases.TRUSTED));
    assertThat(refused).isNotNull();
    return refused;
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }
}
