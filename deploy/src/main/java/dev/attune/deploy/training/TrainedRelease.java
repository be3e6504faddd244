package dev.attune.deploy.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.deploy.report.Figure;
import dev.attune.deploy.report.Table;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseSigner;
import dev.attune.models.release.signing.SigningKey;
import dev.attune.models.release.signing.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A release that the trainer wrote: checked as the application checks it, and what was measured.
 */
public final class TrainedRelease {

  private static final List<String> MEASURES =
      List.of("hr@1", "hr@5", "hr@10", "ndcg@5", "ndcg@10", "mrr");

  private final String id;
  private final String dataClass;
  private final JsonNode metrics;

  private TrainedRelease(String id, String dataClass, JsonNode metrics) {
    this.id = id;
    this.dataClass = dataClass;
    this.metrics = metrics;
  }

  /**
   * Loads a release as the application does: every file's size and digest, the signature, the
   * graphs' operators and shapes, and what they answer. Without a key it is signed for the check
   * only and stays unsigned.
   *
   * @throws dev.attune.models.release.ReleaseRefusedException if a check fails; then it is not
   *     signed
   */
  public static TrainedRelease verify(Path folder, Optional<SigningKey> given) throws IOException {
    JsonNode metrics =
        new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("metrics.json")));
    Path manifest = folder.resolve(ReleaseManifest.FILE);
    byte[] unsigned = Files.readAllBytes(manifest);
    SigningKey key = given.orElseGet(() -> SigningKey.generate("check"));
    boolean keep = false;
    ReleaseSigner.sign(folder, key);
    try (OnnxRelease release = OnnxRelease.load(folder, TrustedKeys.of(List.of(key.publicKey())))) {
      keep = given.isPresent();
      return new TrainedRelease(
          release.manifest().releaseId(), release.manifest().trainingDataClass(), metrics);
    } finally {
      if (!keep) {
        Files.write(manifest, unsigned);
        Files.deleteIfExists(folder.resolve(ReleaseManifest.SIGNATURE));
      }
    }
  }

  /** Its id. */
  public String id() {
    return id;
  }

  /** The data class that its manifest says. */
  public String dataClass() {
    return dataClass;
  }

  /** What the trainer measured on users that it did not train on. */
  public List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    JsonNode attune = metrics.path("nextApp").path("attune");
    for (String measure : MEASURES) {
      if (attune.has(measure)) {
        Figure figure = new Figure("model." + measure, attune.get(measure).asDouble(), "share");
        JsonNode low = attune.path(measure + ".low");
        JsonNode high = attune.path(measure + ".high");
        figures.add(
            low.isNumber() && high.isNumber()
                ? figure.between(low.asDouble(), high.asDouble())
                : figure);
      }
    }
    metrics
        .path("shareOfOracle")
        .properties()
        .forEach(
            entry ->
                figures.add(
                    new Figure(
                        "model." + entry.getKey() + "_of_oracle",
                        entry.getValue().asDouble(),
                        "share")));
    return figures;
  }

  /** The release and what it has to beat, one row each. */
  public Table rankers() {
    List<String> columns = new ArrayList<>(List.of("ranker"));
    columns.addAll(MEASURES);
    List<List<?>> rows = new ArrayList<>();
    metrics
        .path("nextApp")
        .properties()
        .forEach(
            entry -> {
              List<Object> row = new ArrayList<>(List.of(entry.getKey()));
              MEASURES.forEach(measure -> row.add(entry.getValue().path(measure).asDouble()));
              rows.add(row);
            });
    return new Table("next app, full ranking, users held out", columns, rows);
  }
}
