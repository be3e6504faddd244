package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.attune.models.dense.DenseRank;
import dev.attune.models.dense.DenseReadout;
import dev.attune.models.dense.RankLayers;
import dev.attune.models.dense.ReadoutLayers;
import dev.attune.models.folded.FoldedTables;
import dev.attune.models.folded.FoldedUpdate;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.usage.ModelInputs;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The usage model of a release in ONNX Runtime. Batches are cut and padded to a few fixed sizes,
 * for which a row's bits were found not to depend on the size or the place (a test holds it to
 * that); within a size they can't depend on how many rows are padding. Graphs that {@link
 * PlainGraphs} were proven to answer as run in plain Java instead.
 *
 * <p>Not thread-safe: it owns native buffers that every call writes to.
 */
public final class OnnxUsageModel implements UsageModel {

  /** Rows of a run of the update and readout graphs. */
  static final int[] ROWS = {1, 8, 32, 64};

  /** Rows of a run of the rank graph. */
  static final int[] RANK_ROWS = {1, 8};

  /** Candidates of a run of the rank graph. */
  static final int[] RANK_CANDIDATES = {32, 64, 256, MAX_CANDIDATES};

  private final OnnxRelease release;
  private final ModelShape shape;
  private final List<UpdateBatch> updates = new ArrayList<>();
  private final List<ReadoutBatch> readouts = new ArrayList<>();
  private final List<List<RankBatch>> ranks = new ArrayList<>();
  private final @Nullable FoldedUpdate folded;
  private final @Nullable DenseReadout denseReadout;
  private final @Nullable DenseRank denseRank;
  private boolean closed;

  OnnxUsageModel(
      OnnxRelease release,
      OrtEnvironment environment,
      OrtSession update,
      OrtSession readout,
      OrtSession rank,
      PlainGraphs plain) {
    this.release = release;
    this.shape = release.manifest().shape();
    this.folded = plain.update().map(FoldedTables::newUpdate).orElse(null);
    this.denseReadout = plain.readout().map(ReadoutLayers::newReadout).orElse(null);
    this.denseRank = plain.rank().map(RankLayers::newRank).orElse(null);
    try {
      for (int rows : ROWS) {
        if (folded == null) {
          updates.add(new UpdateBatch(environment, update, rows, shape.state()));
        }
        if (denseReadout == null) {
          readouts.add(new ReadoutBatch(environment, readout, rows, shape));
        }
      }
      for (int candidates : RANK_CANDIDATES) {
        List<RankBatch> sizes = new ArrayList<>();
        ranks.add(sizes);
        for (int rows : denseRank == null ? RANK_ROWS : new int[0]) {
          sizes.add(new RankBatch(environment, rank, rows, candidates, shape));
        }
      }
    } catch (OrtException e) {
      closeBatches();
      throw new IllegalStateException("no native buffers for a model: " + e.getMessage(), e);
    }
  }

  @Override
  public String release() {
    return release.manifest().releaseId();
  }

  @Override
  public boolean fallback() {
    return false;
  }

  @Override
  public Vocabulary vocabulary() {
    return release.vocabulary();
  }

  @Override
  public ItemNeighbors neighbors() {
    return release.neighbors();
  }

  @Override
  public ModelShape shape() {
    return shape;
  }

  @Override
  public void update(int n, int[] item, int[] kind, int[] gap, int[] hourOfWeek, float[] state) {
    checkOpen();
    ModelInputs.checkUpdate(this, n, item, kind, gap, hourOfWeek, state);
    if (folded != null) {
      folded.update(n, item, kind, gap, hourOfWeek, state);
      return;
    }
    try {
      for (int from = 0; from < n; ) {
        UpdateBatch batch = SizedBatch.fitting(updates, n - from);
        int rows = Math.min(batch.rows(), n - from);
        batch.run(from, rows, item, kind, gap, hourOfWeek, state);
        from += rows;
      }
    } catch (OrtException e) {
      throw failed("update", e);
    }
  }

  @Override
  public void readout(
      int n,
      float[] state,
      int[] lastItem,
      int[] hourOfWeek,
      int[] place,
      float[] representation,
      float[] engagement) {
    checkOpen();
    ModelInputs.checkReadout(
        this, n, state, lastItem, hourOfWeek, place, representation, engagement);
    if (denseReadout != null) {
      denseReadout.readout(n, state, lastItem, hourOfWeek, place, representation, engagement);
      return;
    }
    try {
      for (int from = 0; from < n; ) {
        ReadoutBatch batch = SizedBatch.fitting(readouts, n - from);
        int rows = Math.min(batch.rows(), n - from);
        batch.run(from, rows, state, lastItem, hourOfWeek, place, representation, engagement);
        from += rows;
      }
    } catch (OrtException e) {
      throw failed("readout", e);
    }
  }

  @Override
  public void rank(
      int n,
      int candidates,
      float[] representation,
      int[] candidate,
      float[] features,
      float[] score) {
    checkOpen();
    ModelInputs.checkRank(this, n, candidates, representation, candidate, features, score);
    if (denseRank != null) {
      denseRank.rank(n, candidates, representation, candidate, features, score);
      return;
    }
    List<RankBatch> sizes = ranksOf(candidates);
    try {
      for (int from = 0; from < n; ) {
        RankBatch batch = SizedBatch.fitting(sizes, n - from);
        int rows = Math.min(batch.rows(), n - from);
        batch.run(from, rows, candidates, representation, candidate, features, score);
        from += rows;
      }
    } catch (OrtException e) {
      throw failed("rank", e);
    }
  }

  /** Gives the native buffers back; closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closeBatches();
      release.release();
    }
  }

  private List<RankBatch> ranksOf(int candidates) {
    int i = 0;
    while (candidates > RANK_CANDIDATES[i]) {
      i++;
    }
    return ranks.get(i);
  }

  private void closeBatches() {
    updates.forEach(SizedBatch::close);
    readouts.forEach(SizedBatch::close);
    ranks.forEach(sizes -> sizes.forEach(SizedBatch::close));
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this model is closed");
    }
  }

  private IllegalStateException failed(String graph, OrtException e) {
    return new IllegalStateException(graph + " of " + release() + " failed: " + e.getMessage(), e);
  }
}
