package dev.attune.topology.app;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.onnx.OnnxEnvironment;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.signing.KeyException;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.release.ServingRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The model release that an application runs with: the one owner of what its models share. Closed
 * after the last model. Thread-safe.
 */
public final class ModelReleases implements ServingRelease {

  private final String id;
  private final Vocabulary vocabulary;
  private final Optional<VerifiedRelease> verified;
  private final Supplier<UsageModel> primary;
  private final Runnable close;

  private ModelReleases(
      String id,
      Vocabulary vocabulary,
      Optional<VerifiedRelease> verified,
      Supplier<UsageModel> primary,
      Runnable close) {
    this.id = id;
    this.verified = verified;
    this.vocabulary = vocabulary;
    this.primary = primary;
    this.close = close;
  }

  /**
   * Opens the release of a configuration.
   *
   * @throws StartupException if the release is refused, or the trusted keys can't be read; the
   *     message names file and reason
   */
  public static ModelReleases open(AttuneConfig config) {
    return open(config.modelRelease(), trusted(config.trustedKeysFile()));
  }

  /**
   * The keys of this build and those in a file.
   *
   * @throws StartupException if they can't be read
   */
  public static TrustedKeys trusted(Optional<Path> file) {
    try {
      TrustedKeys builtIn = TrustedKeys.builtIn();
      return file.map(path -> builtIn.and(TrustedKeys.load(path))).orElse(builtIn);
    } catch (KeyException e) {
      throw new StartupException("The trusted keys can't be used: " + e.getMessage(), e);
    }
  }

  /**
   * Opens a release.
   *
   * @param name {@code built-in}, {@code fallback}, or the folder of a release
   * @param trusted whose releases may be used
   * @throws StartupException if the release is refused; the message names file and reason
   */
  public static ModelReleases open(String name, TrustedKeys trusted) {
    try {
      if (name.equals(AttuneConfig.FALLBACK)) {
        return fallback();
      }
      OnnxEnvironment.problem()
          .ifPresent(
              sentence -> {
                throw new StartupException(sentence, null);
              });
      VerifiedRelease verified =
          name.equals(AttuneConfig.BUILT_IN)
              ? Releases.builtIn()
              : Releases.folder(Path.of(name), trusted);
      return of(OnnxRelease.load(verified), Optional.of(verified));
    } catch (ReleaseRefusedException e) {
      throw new StartupException("The model release can't be used: " + e.getMessage(), e);
    }
  }

  /** A release that is loaded; taken over. */
  static ModelReleases of(OnnxRelease release) {
    return of(release, Optional.empty());
  }

  private static ModelReleases of(OnnxRelease release, Optional<VerifiedRelease> verified) {
    return new ModelReleases(
        release.manifest().releaseId(),
        release.vocabulary(),
        verified,
        release::newModel,
        release::close);
  }

  /** No release: statistics only. */
  public static ModelReleases fallback() {
    Vocabulary none = Vocabulary.of(List.of());
    return new ModelReleases(
        StatisticalUsageModel.RELEASE,
        none,
        Optional.empty(),
        () -> new StatisticalUsageModel(none),
        () -> {});
  }

  /** Its verified bytes; empty if there are none, or it was loaded elsewhere. */
  public Optional<VerifiedRelease> verified() {
    return verified;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  @Override
  public UsageModel newModel() {
    return primary.get();
  }

  @Override
  public void close() {
    close.run();
  }
}
