package dev.attune.bench.parts;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.recommend.Candidates;
import dev.attune.topology.recommend.PublicDefault;
import dev.attune.topology.recommend.Recommendation;
import dev.attune.topology.recommend.RecommendationSettings;
import dev.attune.topology.recommend.Recommender;
import dev.attune.topology.recommend.SimilarUse;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A list under rules, without the model: what may be in it, and what of that is in it for which
 * reasons once there are scores. The user has lived through a week and chooses from the simulated
 * catalog.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecidingPart {

  private static final int EVENTS = 600;
  private static final int USUAL = 64;
  private static final int HOUR_OF_WEEK = 30;

  private final Recommender recommender = new Recommender(RecommendationSettings.defaults());
  private final float[] scores = new float[Candidates.APPS];
  private Catalog catalog;
  private Pseudonym user;
  private Profile profile;
  private PublicDefault usual;
  private SimilarUse similar;
  private Candidates candidates;
  private long now;

  /** Lives through a week. */
  @Setup
  public void live() {
    catalog = Crowd.catalog();
    Map.Entry<Pseudonym, Profile> person =
        new Crowd(1, EVENTS).profiles().entrySet().iterator().next();
    user = person.getKey();
    profile = person.getValue();
    now = profile.newestEventAt();
    try (OnnxRelease release = OnnxRelease.builtIn()) {
      similar = new SimilarUse(release.vocabulary(), release.neighbors());
    }
    List<CatalogEntry> apps =
        catalog.audience(profile.consent()).allowed(ItemKind.APP).stream().limit(USUAL).toList();
    usual =
        new PublicDefault(
            "parts", apps, IntStream.range(0, apps.size()).map(i -> -i).boxed().toList());
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) random.nextDouble(-6, 0);
    }
    candidates = candidates();
  }

  /** Every rule before the model is asked. */
  @Benchmark
  public Candidates candidates() {
    return recommender.candidates(catalog, user, profile, now, usual);
  }

  /** The list of candidates with scores. That they are the same again only adds to their counts. */
  @Benchmark
  public Recommendation decide() {
    return recommender.decide(
        catalog, user, profile, candidates, usual, similar, HOUR_OF_WEEK, now, scores, 0);
  }
}
