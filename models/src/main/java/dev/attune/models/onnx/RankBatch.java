package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.vocabulary.Vocabulary;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/** The rank graph for batches of one size in rows and candidates. */
final class RankBatch implements SizedBatch {

  private final int rows;
  private final int columns;
  private final ModelShape shape;
  private final Batch batch;
  private final FloatBuffer representation;
  private final LongBuffer candidate;
  private final FloatBuffer feature;
  private final FloatBuffer score;

  RankBatch(OrtEnvironment environment, OrtSession session, int rows, int columns, ModelShape shape)
      throws OrtException {
    this.rows = rows;
    this.columns = columns;
    this.shape = shape;
    this.batch = new Batch(environment, session);
    this.representation = batch.floats("repr", rows, shape.representation());
    this.candidate = batch.indexes("cand", rows, columns);
    this.feature = batch.floats("features", rows, columns, shape.features());
    this.score = batch.answers("scores", rows, columns);
  }

  @Override
  public int rows() {
    return rows;
  }

  void run(
      int from,
      int n,
      int candidates,
      float[] representations,
      int[] candidateIndexes,
      float[] features,
      float[] scores)
      throws OrtException {
    int width = shape.representation();
    representation.put(0, representations, from * width, n * width);
    for (int row = 0; row < n; row++) {
      int source = (from + row) * candidates;
      int target = row * columns;
      for (int i = 0; i < candidates; i++) {
        candidate.put(target + i, candidateIndexes[source + i]);
      }
      feature.put(
          target * shape.features(),
          features,
          source * shape.features(),
          candidates * shape.features());
    }
    batch.run();
    for (int row = 0; row < n; row++) {
      int target = (from + row) * candidates;
      score.get(row * columns, scores, target, candidates);
      for (int i = target; i < target + candidates; i++) {
        if (candidateIndexes[i] == Vocabulary.NONE) {
          scores[i] = Float.NEGATIVE_INFINITY;
        }
      }
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
