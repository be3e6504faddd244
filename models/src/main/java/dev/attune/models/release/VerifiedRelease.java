package dev.attune.models.release;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.release.signing.TrustedKey;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Map;
import java.util.Optional;

/**
 * A release whose files were compared with its manifest. Holds the very bytes that were verified,
 * so that nothing can change between the check and the use. Made by {@link ReleaseVerifier}.
 */
public final class VerifiedRelease {

  private final ReleaseManifest manifest;
  private final String manifestSha256;
  private final TrustedKey signer;
  private final Vocabulary vocabulary;
  private final ItemNeighbors neighbors;
  private final GoldenVectors golden;
  private final Map<String, byte[]> graphs;
  private final Optional<SamplerFiles> sampler;

  VerifiedRelease(
      ReleaseManifest manifest,
      String manifestSha256,
      TrustedKey signer,
      Vocabulary vocabulary,
      ItemNeighbors neighbors,
      GoldenVectors golden,
      Map<String, byte[]> graphs,
      Optional<SamplerFiles> sampler) {
    this.manifest = manifest;
    this.manifestSha256 = manifestSha256;
    this.signer = signer;
    this.vocabulary = vocabulary;
    this.neighbors = neighbors;
    this.golden = golden;
    this.graphs = Map.copyOf(graphs);
    this.sampler = sampler;
  }

  /** What the release says of itself. */
  public ReleaseManifest manifest() {
    return manifest;
  }

  /**
   * SHA-256 of the manifest's bytes, in lower-case hexadecimal: with the digests in it, of all that
   * the release is.
   */
  public String manifestSha256() {
    return manifestSha256;
  }

  /** The trusted key that signed it. */
  public TrustedKey signer() {
    return signer;
  }

  /** The known items. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Which items go together. */
  public ItemNeighbors neighbors() {
    return neighbors;
  }

  /** What the graphs must answer. */
  public GoldenVectors golden() {
    return golden;
  }

  /** What it needs to write sessions; empty if it can't. */
  public Optional<SamplerFiles> sampler() {
    return sampler;
  }

  /**
   * The bytes of a graph. Not a copy, since they are megabytes: only to be read.
   *
   * @param name one of {@link ReleaseManifest#GRAPHS}
   */
  public byte[] graph(String name) {
    byte[] bytes = graphs.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("a release has no graph " + name);
    }
    return bytes;
  }
}
