package dev.attune.deploy.command;

import dev.attune.deploy.cluster.TemporaryFolder;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.onnx.OnnxEnvironment;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseSigner;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.signing.SigningKey;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.topology.app.ModelReleases;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which releases are evaluated. */
final class EvaluatedReleases {

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      description =
          "built-in, the id of a release that this build carries, fallback (statistics only),"
              + " or a release's folder. May be given several times. Default: built-in.")
  private List<String> names = List.of("built-in");

  @Option(
      names = "--trusted-keys",
      paramLabel = "FILE",
      description = "Public keys whose model releases are trusted besides those of this build.")
  private @Nullable Path trustedKeys;

  @Option(
      names = "--unsigned",
      description = "Also take folders that nobody has signed yet, to choose what to sign.")
  private boolean unsigned;

  /** Opened releases, and the one owner of what they hold. */
  static final class Opened implements AutoCloseable {
    private final List<OnnxRelease> releases = new ArrayList<>();
    private final List<UsageModel> models = new ArrayList<>();

    /** A model of each release, in the order in which they were named. */
    List<UsageModel> models() {
      return List.copyOf(models);
    }

    @Override
    public void close() {
      models.forEach(UsageModel::close);
      releases.forEach(OnnxRelease::close);
    }
  }

  /**
   * Opens the releases.
   *
   * @throws Failure if one is not there, or two have one id
   */
  Opened open() throws IOException {
    TrustedKeys trusted = ModelReleases.trusted(Optional.ofNullable(trustedKeys));
    Opened opened = new Opened();
    try {
      Set<String> ids = new HashSet<>();
      for (String name : names) {
        String id = open(name, trusted, opened);
        if (!ids.add(id)) {
          throw new Failure("There are two releases with the id " + id + ".");
        }
      }
      return opened;
    } catch (RuntimeException | IOException e) {
      opened.close();
      throw e;
    }
  }

  private String open(String name, TrustedKeys trusted, Opened opened) throws IOException {
    if (name.equals(StatisticalUsageModel.RELEASE)) {
      opened.models.add(new StatisticalUsageModel(Vocabulary.of(List.of())));
      return name;
    }
    OnnxEnvironment.problem()
        .ifPresent(
            sentence -> {
              throw new Failure(sentence);
            });
    OnnxRelease release = load(name, trusted);
    opened.releases.add(release);
    opened.models.add(release.newModel());
    return release.manifest().releaseId();
  }

  private OnnxRelease load(String name, TrustedKeys trusted) throws IOException {
    if (name.equals("built-in")) {
      return OnnxRelease.builtIn();
    }
    Path folder = Path.of(name);
    if (!Files.isDirectory(folder)) {
      Optional<VerifiedRelease> carried = Releases.carried(name);
      if (carried.isPresent()) {
        return OnnxRelease.load(carried.get());
      }
      throw new Failure(
          "There is no release "
              + name
              + ": it is no folder, and this build carries none of this id; built-in is "
              + Releases.builtInId()
              + ".");
    }
    if (unsigned && !Files.exists(folder.resolve(ReleaseManifest.SIGNATURE))) {
      return loadUnsigned(folder);
    }
    return OnnxRelease.load(folder, trusted);
  }

  /** There is one way to load a release, a signed one: so a copy is signed with a key of no use. */
  private static OnnxRelease loadUnsigned(Path folder) throws IOException {
    try (TemporaryFolder copy = TemporaryFolder.create("unsigned");
        DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path file : files) {
        Files.copy(file, copy.path().resolve(file.getFileName()));
      }
      SigningKey key = SigningKey.generate("nobody");
      ReleaseSigner.sign(copy.path(), key);
      return OnnxRelease.load(copy.path(), TrustedKeys.of(List.of(key.publicKey())));
    }
  }
}
