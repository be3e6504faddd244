package dev.attune.bench.parts;

import dev.attune.models.habit.Habits;
import dev.attune.models.habit.RankEvidence;
import dev.attune.models.habit.RankFeatures;
import dev.attune.models.habit.RecentTokens;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;
import dev.attune.topology.profile.ModelState;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done with a profile beside the model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ProfilePart {

  private static final int APPS = 30;
  private static final int CANDIDATES = 48;
  private static final long DAY = 20_000;

  private final Habits habits = new Habits();
  private final RecentTokens recent = new RecentTokens();
  private final RankEvidence evidence = new RankEvidence();
  private final ModelState state = new ModelState();
  private final float[] floats = new float[ModelState.SIZE];
  private final float[] features = new float[CANDIDATES * RankFeatures.COUNT];
  private final Token[] openings = new Token[256];
  private OnnxRelease release;
  private List<String> items;
  private int next;

  /** Opens the release of this build, and lets a user have habits. */
  @Setup
  public void open() {
    release = OnnxRelease.builtIn();
    items = release.vocabulary().items();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < openings.length; i++) {
      // Few apps are opened often, and many now and then.
      String app = items.get((int) (APPS * Math.pow(random.nextDouble(), 3)));
      openings[i] =
          new Token(
              ItemHash.of(app),
              EventType.APP_OPENED,
              random.nextInt(16),
              random.nextInt(168),
              random.nextInt(4));
    }
    for (int i = 0; i < openings.length; i++) {
      observe();
    }
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) random.nextDouble(-0.25, 1);
    }
  }

  /** Closes the release. */
  @TearDown
  public void close() {
    release.close();
  }

  /** Counts an opened app. */
  @Benchmark
  public Habits observe() {
    Token token = openings[next++ & openings.length - 1];
    int previous = recent.previousApp(token);
    habits.observe(token, DAY + next / 1000, next * 60L, previous);
    recent.add(token);
    return habits;
  }

  /** Features of 48 candidates. */
  @Benchmark
  public float[] features() {
    evidence.of(release.vocabulary(), release.neighbors(), habits, recent, 30, 1);
    for (int i = 0; i < CANDIDATES; i++) {
      int hash = ItemHash.of(items.get(i));
      evidence.features(
          hash, release.vocabulary().indexOfHash(hash), features, i * RankFeatures.COUNT);
    }
    return features;
  }

  /** A state from floats to halves. */
  @Benchmark
  public ModelState toHalves() {
    state.copyFrom(floats, 0, 1);
    return state;
  }

  /** A state from halves to floats. */
  @Benchmark
  public float[] fromHalves() {
    state.copyTo(floats, 0);
    return floats;
  }
}
