package dev.attune.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.models.release.Releases;
import dev.attune.models.release.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a release on a real broker, step by step. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ModelCommandIT {
  private static final SigningKey KEY = SigningKey.generate("platform");
  private static final String BUILT_IN = Releases.builtInId();

  private static LocalCluster cluster;
  private static Path trusted;
  private static Path second;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws IOException {
    cluster = LocalCluster.start();
    trusted = Files.writeString(folder.resolve("trusted.keys"), KEY.publicKey().line() + "\n");
    second = BuiltInRelease.as("r2", folder.resolve("r2"), KEY);
  }

  @AfterAll
  static void end() {
    cluster.close();
  }

  @Test
  @Order(1)
  void shouldAskForTheTopic() {
    fails("There is no topic models.releases on this cluster; make it with attune init", "list");

    assertThat(onCluster("init", "--yes").code()).isZero();
  }

  @Test
  @Order(2)
  void shouldBeginWithTheReleaseOfThisBuild() throws IOException {
    JsonNode list = list();

    assertThat(list.get("rollout").asText()).isEqualTo("everywhere: " + BUILT_IN + " 100%");
    assertThat(list.get("releases")).hasSize(1);
    assertThat(list.get("releases").get(0).get("id").asText()).isEqualTo(BUILT_IN);
    assertThat(list.get("releases").get(0).get("signedBy").asText()).isEqualTo("attune");
  }

  @Test
  @Order(3)
  void shouldPublishOnce() {
    CommandRun first = model("publish", second.toString());
    CommandRun again = model("publish", second.toString());

    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out())
        .containsPattern("Sent \\d+ chunks.")
        .contains("The release r2 is published; nobody gets it before attune model rollout r2.");
    assertThat(again.code()).isZero();
    assertThat(again.out())
        .isEqualToIgnoringNewLines("The release r2 is published already; nothing to do.");
  }

  @Test
  @Order(4)
  void shouldRefuseAnotherReleaseUnderTheSameId() throws IOException {
    // Given the same graphs, signed by another key: another manifest
    SigningKey other = SigningKey.generate("other");
    Path impostor = BuiltInRelease.as("r2", folder.resolve("impostor"), other);
    Files.writeString(trusted, KEY.publicKey().line() + "\n" + other.publicKey().line() + "\n");

    fails("Another release r2 is published already", "publish", impostor.toString());
  }

  @Test
  @Order(5)
  void shouldPublishNothingBroken() throws IOException {
    Path broken = BuiltInRelease.as("r3", folder.resolve("r3"), KEY);
    BuiltInRelease.damage(broken.resolve("readout.onnx"));

    fails("The release is refused (WRONG_HASH): readout.onnx", "publish", broken.toString());
    CommandRun untrusted = onCluster("model", "publish", second.toString());
    assertThat(untrusted.code()).isEqualTo(1);
    assertThat(untrusted.err()).contains("(UNTRUSTED_KEY)", KEY.publicKey().line());
    fails("The release r3 is not published.", "rollout", "r3", "--share=1%");
    fails("The release r3 is not published.", "verify", "r3");
  }

  @Test
  @Order(6)
  void shouldVerifyWhatIsOnTheCluster() {
    CommandRun verified = model("verify", "r2");

    assertThat(verified.code()).as(verified.err()).isZero();
    assertThat(verified.out()).contains("golden     ok", "The release r2, signed by platform, may");
  }

  @Test
  @Order(7)
  void shouldRollOutStepByStep() throws IOException {
    CommandRun tenth = model("rollout", "r2", "--share=10%", "--region=eu");
    CommandRun all = model("rollout", "r2", "--share=100%");

    assertThat(tenth.code()).as(tenth.err()).isZero();
    assertThat(tenth.out().lines())
        .containsExactly(
            "before  everywhere: " + BUILT_IN + " 100%",
            "after   eu: r2 10%, " + BUILT_IN + " 90%; elsewhere: " + BUILT_IN + " 100%");
    assertThat(all.code()).as(all.err()).isZero();
    assertThat(all.out()).contains("after   everywhere: r2 100%");
    // The release that everyone had is on the cluster now, to go back to.
    assertThat(ids(list())).containsExactly(BUILT_IN, "r2");
  }

  @Test
  @Order(8)
  void shouldRefuseRolloutsThatCantBe() {
    fails("r2 is the release for everyone", "rollout", "r2", "--share=5%");
    fails("The release r2 is rolled out", "remove", "r2");
    fails("The release r9 is not published.", "remove", "r9");
  }

  @Test
  @Order(9)
  void shouldTakeBack() throws IOException {
    CommandRun back = model("rollback", "--reason=too many complaints");

    assertThat(back.code()).as(back.err()).isZero();
    assertThat(back.out())
        .contains("The release r2 is taken back: too many complaints.")
        .contains("before  everywhere: r2 100%")
        .contains("after   everywhere: " + BUILT_IN + " 100%");
    JsonNode takenBack = list().get("releases").get(1).get("takenBack");
    assertThat(takenBack.get("reason").asText()).isEqualTo("BY_HAND");
    assertThat(takenBack.get("detail").asText()).isEqualTo("too many complaints");
    fails("was taken back (too many complaints); add --again", "rollout", "r2", "--share=1%");
    assertThat(model("list").out()).contains("taken back (BY_HAND): too many complaints");
  }

  @Test
  @Order(10)
  void shouldRollOutAgainWhenAsked() throws IOException {
    CommandRun again = model("rollout", "r2", "--share=0.5%", "--again");

    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).contains("after   everywhere: r2 0.5%, " + BUILT_IN + " 99.5%");
    assertThat(list().get("releases").get(1).has("takenBack")).isFalse();
  }

  @Test
  @Order(11)
  void shouldWatchReleasesWithoutTheirBytes() throws IOException {
    long chunks = chunkFiles();
    CommandRun text = onCluster("watch", "releases", "--from-beginning", "--max=" + (chunks + 6));
    CommandRun json = onCluster("watch", "releases", "--from-beginning", "--max=40", "--json");

    assertThat(text.out())
        .contains("  r2  is published: ")
        .contains("  r2/update.onnx/0  chunk 0 of update.onnx")
        .doesNotContain("r2/update.onnx/1 ")
        .contains("  rollout  eu: r2 10%, " + BUILT_IN + " 90%")
        .contains("  taken-back/r2  r2 is taken back by ")
        .contains("(BY_HAND): too many complaints");
    assertThat(json.out().lines()).hasSize(40).allMatch(line -> line.length() < 4_000);
    assertThat(json.out()).contains("\"content\":\"(65536 bytes)\"");
  }

  @Test
  @Order(12)
  void shouldRemoveWhatNobodyGets() throws IOException {
    assertThat(model("rollout", "r2", "--share=0%").code()).isZero();

    CommandRun removed = model("remove", "r2");

    assertThat(removed.code()).as(removed.err()).isZero();
    assertThat(ids(list())).containsExactly(BUILT_IN);
    fails("The release r2 is not published.", "remove", "r2");
    assertThat(model("publish", second.toString()).out()).contains("The release r2 is published;");
  }

  /** One line each, for r2 and for the release of this build, which the rollout sent. */
  private static long chunkFiles() throws IOException {
    try (var files = Files.list(second)) {
      return 2 * (files.count() - 2);
    }
  }

  private static JsonNode list() throws IOException {
    CommandRun list = model("list", "--json");
    assertThat(list.code()).as(list.err()).isZero();
    return new ObjectMapper().readTree(list.out());
  }

  private static List<String> ids(JsonNode list) {
    return list.get("releases").findValuesAsText("id");
  }

  private static void fails(String sentence, String... arguments) {
    CommandRun run = model(arguments);
    assertThat(run.err()).contains(sentence).doesNotContain("\tat ");
    assertThat(run.code()).isEqualTo(1);
  }

  private static CommandRun model(String... arguments) {
    List<String> all = new ArrayList<>(List.of("model"));
    all.addAll(List.of(arguments));
    all.add("--trusted-keys=" + trusted);
    return onCluster(all.toArray(String[]::new));
  }

  private static CommandRun onCluster(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap=" + cluster.bootstrapServers());
    all.add("--registry=" + cluster.registryUrl());
    return CommandRun.of(all.toArray(String[]::new));
  }
}
