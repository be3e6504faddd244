package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.models.release.Releases;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be done with a release without a cluster, and what is said to those who do it badly. */
class ModelCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"list", "verify", "publish", "rollout", "rollback", "remove", "key", "sign"})
  void shouldExplainEveryCommand(String command) {
    CommandRun help = CommandRun.of("model", command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: attune model " + command);
    assertThat(help.err()).isEmpty();
  }

  @Test
  void shouldAskWhatToDo() {
    fails(2, "Say what to do with a model release", "model");
  }

  @Test
  void shouldVerifyTheReleaseOfThisBuild() throws IOException {
    CommandRun text = CommandRun.of("model", "verify", "built-in");
    CommandRun json = CommandRun.of("model", "verify", Releases.builtInId(), "--json");

    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("manifest   ok", "signature  ok", "golden     ok", "signed by attune, may be");
    assertThat(json.code()).isZero();
    JsonNode result = new ObjectMapper().readTree(json.out());
    assertThat(result.get("usable").asBoolean()).isTrue();
    assertThat(result.get("signedBy").asText()).isEqualTo("attune");
    assertThat(result.get("checks")).hasSize(8).allMatch(JsonNode::asBoolean);
  }

  @Test
  void shouldSayWhichCheckFailed() throws IOException {
    // Given
    BuiltInRelease.copyTo(folder);
    BuiltInRelease.damage(folder.resolve("update.onnx"));

    // When
    CommandRun text = CommandRun.of("model", "verify", folder.toString());
    CommandRun json = CommandRun.of("model", "verify", folder.toString(), "--json");

    // Then
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out())
        .contains("sizes      ok", "hashes     failed", "golden     -")
        .contains("The release is refused (WRONG_HASH): update.onnx is not the file");
    assertThat(json.code()).isEqualTo(1);
    JsonNode result = new ObjectMapper().readTree(json.out());
    assertThat(result.get("usable").asBoolean()).isFalse();
    assertThat(result.get("reason").asText()).isEqualTo("WRONG_HASH");
    assertThat(result.get("checks").get("hashes").asBoolean()).isFalse();
    assertThat(result.get("checks").get("signature").asBoolean()).isTrue();
  }

  @Test
  void shouldSignWithANewKey() throws IOException {
    // Given
    Path release = BuiltInRelease.as("r2", folder.resolve("r2"), SigningKey.generate("lost"));
    Path key = folder.resolve("own.key");
    Path trusted = folder.resolve("trusted.keys");

    // When
    CommandRun made = CommandRun.of("model", "key", "--out", key.toString(), "--name=own");
    CommandRun signed = CommandRun.of("model", "sign", "--key", key.toString(), release.toString());
    Files.writeString(trusted, made.out());

    // Then
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).matches("own [A-Za-z0-9_-]{43}\\R");
    assertThat(signed.code()).as(signed.err()).isZero();
    assertThat(signed.out()).contains("The release r2 is signed with the key own.");
    CommandRun untrusted = CommandRun.of("model", "verify", release.toString());
    assertThat(untrusted.code()).isEqualTo(1);
    assertThat(untrusted.out()).contains("UNTRUSTED_KEY", "adds the line \"" + made.out().strip());
    CommandRun verified =
        CommandRun.of("model", "verify", release.toString(), "--trusted-keys", trusted.toString());
    assertThat(verified.code()).as(verified.out()).isZero();
    assertThat(verified.out()).contains("The release r2, signed by own, may be used.");
  }

  @Test
  void shouldSignNothingThatIsBroken() throws IOException {
    BuiltInRelease.copyTo(folder);
    BuiltInRelease.damage(folder.resolve("rank.onnx"));
    Path key = folder.resolve("own.key");
    SigningKey.generate("own").save(key);

    fails(1, "(WRONG_HASH)", "model", "sign", "--key", key.toString(), folder.toString());
    assertThat(folder.resolve("manifest.json.sig")).doesNotExist();
  }

  @Test
  void shouldNameWhatIsMissing() throws IOException {
    Path none = folder.resolve("none");
    Path words = Files.writeString(folder.resolve("words"), "no key\n");

    fails(1, "There is no signing key " + none, "model", "sign", "--key=" + none, "x");
    fails(1, "The key in " + words + " is not 32", "model", "sign", "--key=" + words, "x");
    fails(1, words + " is there already", "model", "key", "--out=" + words);
    fails(1, "A key is named with", "model", "key", "--out=" + none, "--name=my key");
    fails(1, none + " is no folder with a release", "model", "publish", none.toString());
    fails(1, "(MISSING_FILE): manifest.json is missing", "model", "publish", folder.toString());
    fails(1, "is no folder, and can't be the id", "model", "verify", none.toString());
    fails(
        1,
        "The trusted keys can't be used: There is no file",
        "model",
        "verify",
        "built-in",
        "--trusted-keys=" + none);
    fails(2, "--key", "model", "sign", "x");
    fails(2, "--out", "model", "key");
    fails(2, "--share", "model", "rollout", "r2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "ten", "101%", "-1%", "0.05%", "%", "1000%"})
  void shouldRefuseWhatIsNoShare(String share) {
    fails(
        2,
        "'" + share + "' is not a share from 0% to 100%",
        "model",
        "rollout",
        "r2",
        "--share=" + share);
  }

  private static void fails(int code, String sentence, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.err()).contains(sentence).doesNotContain("\tat ", "Exception");
    assertThat(run.code()).isEqualTo(code);
  }
}
