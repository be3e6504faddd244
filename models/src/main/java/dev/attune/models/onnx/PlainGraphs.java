package dev.attune.models.onnx;

import dev.attune.models.dense.RankLayers;
import dev.attune.models.dense.ReadoutLayers;
import dev.attune.models.folded.FoldedTables;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.usage.UsageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The graphs of a release that run in plain Java, each proven to answer as the graph does; the
 * others run in ONNX Runtime. Immutable, shared by threads.
 *
 * @param update the update graph
 * @param readout the readout graph
 * @param rank the rank graph
 */
record PlainGraphs(
    Optional<FoldedTables> update, Optional<ReadoutLayers> readout, Optional<RankLayers> rank) {

  /** Everything runs in ONNX Runtime. */
  static final PlainGraphs NONE =
      new PlainGraphs(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * All that can be proven.
   *
   * @param reference runs the graphs of the release in ONNX Runtime
   */
  static PlainGraphs proven(VerifiedRelease release, UsageModel reference) {
    return new PlainGraphs(
        FoldedTables.proven(release.graph(ReleaseManifest.UPDATE), reference),
        ReadoutLayers.proven(release.graph(ReleaseManifest.READOUT), reference),
        RankLayers.proven(release.graph(ReleaseManifest.RANK), reference));
  }

  /** The files of the graphs that run in ONNX Runtime. */
  List<String> others() {
    List<String> others = new ArrayList<>();
    if (update.isEmpty()) {
      others.add(ReleaseManifest.UPDATE);
    }
    if (readout.isEmpty()) {
      others.add(ReleaseManifest.READOUT);
    }
    if (rank.isEmpty()) {
      others.add(ReleaseManifest.RANK);
    }
    return others;
  }
}
