package dev.attune.topology.synthesis;

import dev.attune.models.onnx.OnnxUsageSampler;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.ReleaseWriter;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.usage.UsageModel;
import dev.attune.schemas.ledger.Generator;
import dev.attune.schemas.ledger.GeneratorKind;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.ModelTrained;
import dev.attune.topology.summary.SummarySettings;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sampler of a model release for what is sealed from now on, and the chain for what was sealed
 * for it.
 *
 * <p>A release is not let write sessions if it has learned from people's data, unless the ledger
 * tells what its training cost them ({@link ModelTrained}): sessions are post-processing of the
 * summary only if nothing else in them comes from users. Then, and where a release can't write of
 * what is counted, the chain writes.
 */
public final class ReleaseGenerators implements Generators {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseGenerators.class);

  private final MarkovGenerators chain;
  private final Generator generator;
  private final String trainedOn;
  private final VerifiedRelease release;
  private final Supplier<UsageModel> models;

  private ReleaseGenerators(
      VerifiedRelease release, Supplier<UsageModel> models, int sessions, String trainedOn) {
    this.release = release;
    this.models = models;
    this.trainedOn = trainedOn;
    chain = new MarkovGenerators(sessions);
    generator =
        new Generator(
            GeneratorKind.MODEL,
            name(release),
            ByteBuffer.wrap(HexFormat.of().parseHex(release.manifestSha256())),
            sessions);
  }

  /** What the ledger calls a release that writes: it, and the way in which sessions are chosen. */
  private static String name(VerifiedRelease release) {
    return release.manifest().releaseId() + "+" + ReleaseWriter.VERSION;
  }

  /**
   * The generators of a configuration.
   *
   * @param release the release that may write; empty if none can
   * @param models gives models of it, each for one writer
   * @param ledger what the ledger says, asked only if the release has learned from people's data
   * @param refused is run if the release is not let write
   */
  public static Generators of(
      Optional<VerifiedRelease> release,
      Supplier<UsageModel> models,
      SummarySettings settings,
      Supplier<List<LedgerEntry>> ledger,
      Runnable refused) {
    if (release.isEmpty() || release.get().sampler().isEmpty()) {
      return new MarkovGenerators(settings.sessions());
    }
    VerifiedRelease of = release.get();
    ReleaseManifest manifest = of.manifest();
    String learnedFrom = manifest.trainingDataClass();
    if (!manifest.isFromPublicData()) {
      Optional<ModelTrained> cost = cost(of, ledger.get());
      if (cost.isEmpty()) {
        return refuse(
            of,
            settings,
            refused,
            "It has learned from "
                + learnedFrom
                + " data, and the ledger has no entry of what its training cost; only releases"
                + " that learned from simulated or public data, or with a budget, write sessions.");
      }
      learnedFrom +=
          ", ("
              + cost.get().getEpsilon()
              + ", "
              + cost.get().getDelta()
              + ")-differentially private besides";
    }
    try {
      Optional<String> misfit = misfit(of, settings.cells());
      if (misfit.isPresent()) {
        return refuse(of, settings, refused, misfit.get());
      }
    } catch (ReleaseRefusedException e) {
      return refuse(of, settings, refused, e.getMessage());
    }
    return new ReleaseGenerators(of, models, settings.sessions(), learnedFrom);
  }

  private static Optional<ModelTrained> cost(VerifiedRelease release, List<LedgerEntry> ledger) {
    ByteBuffer digest = ByteBuffer.wrap(HexFormat.of().parseHex(release.manifestSha256()));
    return ledger.stream()
        .map(LedgerEntry::getDecision)
        .filter(ModelTrained.class::isInstance)
        .map(ModelTrained.class::cast)
        .filter(trained -> trained.getManifestSha256().equals(digest))
        .findFirst();
  }

  private static Optional<String> misfit(VerifiedRelease release, CohortCells cells) {
    try (OnnxUsageSampler sampler = OnnxUsageSampler.load(release).orElseThrow()) {
      return ReleaseWriter.fits(sampler, cells)
          ? Optional.empty()
          : Optional.of(
              "It knows the categories "
                  + String.join(",", sampler.cohorts().cells().categories())
                  + ", in this order; synthesis.categories says "
                  + String.join(",", cells.categories())
                  + ".");
    }
  }

  private static Generators refuse(
      VerifiedRelease release, SummarySettings settings, Runnable refused, String problem) {
    refused.run();
    MarkovGenerators chain = new MarkovGenerators(settings.sessions());
    LOG.warn(
        "event=generator-refused release={} instead={} problem=\"{}\"",
        release.manifest().releaseId(),
        chain.current().getRelease(),
        problem);
    return chain;
  }

  @Override
  public Generator current() {
    return generator;
  }

  @Override
  public String trainedOn(Generator of) {
    return isOurs(of) ? trainedOn : chain.trainedOn(of);
  }

  @Override
  public Optional<SessionWriter> open(Generator of) {
    if (!isOurs(of)) {
      return chain.open(of);
    }
    OnnxUsageSampler sampler = OnnxUsageSampler.load(release).orElseThrow();
    try {
      return Optional.of(new ReleaseWriter(models.get(), sampler));
    } catch (RuntimeException e) {
      sampler.close();
      throw e;
    }
  }

  private boolean isOurs(Generator of) {
    return of.getKind() == GeneratorKind.MODEL
        && of.getRelease().equals(generator.getRelease())
        && of.getManifestSha256().equals(generator.getManifestSha256());
  }
}
