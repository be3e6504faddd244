package dev.attune.deploy.explain;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseSource;
import dev.attune.models.release.ReleaseVerifier;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.release.topic.PublishedRelease;
import dev.attune.models.release.topic.ReleaseAssembler;
import dev.attune.models.usage.FallbackUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.topology.app.ModelReleases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The model releases that decisions were made by, as far as they are at hand: those that were
 * named, those that this build carries, and those that are published on the cluster. Opened when
 * asked for; not thread-safe.
 */
public final class ReleaseLibrary implements Models, AutoCloseable {

  private final TrustedKeys trusted;
  private final ReleaseAssembler published;
  private final Map<String, ModelReleases> named = new LinkedHashMap<>();
  private final Map<String, Optional<UsageModel>> opened = new HashMap<>();
  private final Map<String, String> refused = new HashMap<>();
  private final List<OnnxRelease> owned = new ArrayList<>();

  /**
   * @param names {@code built-in}, {@code fallback} or folders
   * @param trusted whose releases may be used
   * @param published what the cluster has
   * @throws dev.attune.topology.app.StartupException if one that is named can't be used
   */
  public ReleaseLibrary(List<String> names, TrustedKeys trusted, ReleaseAssembler published) {
    this.trusted = trusted;
    this.published = published;
    for (String name : names) {
      try {
        ModelReleases release = ModelReleases.open(name, trusted);
        named.putIfAbsent(release.id(), release);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }
  }

  @Override
  public Optional<UsageModel> of(String releaseId) {
    return opened.computeIfAbsent(releaseId, this::open);
  }

  @Override
  public List<String> known() {
    List<String> ids = new ArrayList<>(named.keySet());
    published.published().stream()
        .map(PublishedRelease::releaseId)
        .filter(id -> !ids.contains(id))
        .forEach(ids::add);
    return ids;
  }

  @Override
  public String missing(String releaseId) {
    return refused.containsKey(releaseId)
        ? "It was made by release " + releaseId + ", which is refused: " + refused.get(releaseId)
        : "It was made by release "
            + releaseId
            + ", which is neither on the cluster nor in this build: name its folder with --release.";
  }

  private Optional<UsageModel> open(String releaseId) {
    if (named.containsKey(releaseId)) {
      return Optional.of(guarded(named.get(releaseId).newModel()));
    }
    if (releaseId.equals(StatisticalUsageModel.RELEASE)) {
      return Optional.of(guarded(ModelReleases.fallback().newModel()));
    }
    try {
      return verified(releaseId)
          .map(
              release -> {
                OnnxRelease loaded = OnnxRelease.load(release);
                owned.add(loaded);
                return guarded(loaded.newModel());
              });
    } catch (ReleaseRefusedException e) {
      refused.put(releaseId, e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<VerifiedRelease> verified(String releaseId) {
    Optional<VerifiedRelease> carried = Releases.carried(releaseId);
    if (carried.isPresent()) {
      return carried;
    }
    Optional<ReleaseSource> source = published.source(releaseId);
    return source.map(files -> ReleaseVerifier.verify(releaseId, files, trusted));
  }

  /** As the application has it: what fails is answered from counts. */
  private static UsageModel guarded(UsageModel model) {
    return new FallbackUsageModel(model, new StatisticalUsageModel(model.vocabulary()));
  }

  @Override
  public void close() {
    opened.values().forEach(model -> model.ifPresent(UsageModel::close));
    owned.forEach(OnnxRelease::close);
    named.values().forEach(ModelReleases::close);
  }
}
