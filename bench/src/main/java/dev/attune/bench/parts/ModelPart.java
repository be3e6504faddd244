package dev.attune.bench.parts;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.onnx.OnnxUsageModel;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.ModelShape;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls to the model, by rows a call; ranking asks about 48 candidates a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ModelPart {

  private static final int CANDIDATES = 48;

  /** Rows of a call. */
  @Param({"1", "8", "64"})
  public int rows;

  private OnnxRelease release;
  private OnnxUsageModel served;
  private OnnxUsageModel reference;
  private int[] item;
  private int[] kind;
  private int[] gap;
  private int[] hourOfWeek;
  private int[] place;
  private int[] candidate;
  private float[] features;
  private float[] states;
  private float[] representations;
  private float[] engagements;
  private float[] scores;

  /** Opens the release of this build and makes up rows. */
  @Setup
  public void open() {
    release = OnnxRelease.builtIn();
    served = release.newModel();
    reference = release.newReferenceModel();
    ModelShape shape = release.manifest().shape();
    int items = release.vocabulary().size();
    SplittableRandom random = new SplittableRandom(7);
    item = random.ints(rows, 0, items).toArray();
    kind = random.ints(rows, 0, EventKind.COUNT).toArray();
    gap = random.ints(rows, 0, Tokenizer.GAP_BUCKETS).toArray();
    hourOfWeek = random.ints(rows, 0, Tokenizer.HOURS_OF_WEEK).toArray();
    place = random.ints(rows, 0, EventKind.PLACES).toArray();
    candidate = random.ints((long) rows * CANDIDATES, 1, items).toArray();
    features = new float[rows * CANDIDATES * shape.features()];
    states = new float[rows * shape.state()];
    representations = new float[rows * shape.representation()];
    engagements = new float[rows * shape.engagement()];
    scores = new float[rows * CANDIDATES];
  }

  /** Closes the release. */
  @TearDown
  public void close() {
    served.close();
    reference.close();
    release.close();
  }

  /** The update as served. */
  @Benchmark
  public float[] update() {
    served.update(rows, item, kind, gap, hourOfWeek, states);
    return states;
  }

  /** The update by its graph in ONNX Runtime. */
  @Benchmark
  public float[] updateInOnnx() {
    reference.update(rows, item, kind, gap, hourOfWeek, states);
    return states;
  }

  /** The readout as served. */
  @Benchmark
  public float[] readout() {
    served.readout(rows, states, item, hourOfWeek, place, representations, engagements);
    return representations;
  }

  /** The readout by its graph in ONNX Runtime. */
  @Benchmark
  public float[] readoutInOnnx() {
    reference.readout(rows, states, item, hourOfWeek, place, representations, engagements);
    return representations;
  }

  /** The ranking as served. */
  @Benchmark
  public float[] rank() {
    served.rank(rows, CANDIDATES, representations, candidate, features, scores);
    return scores;
  }

  /** The ranking by its graph in ONNX Runtime. */
  @Benchmark
  public float[] rankInOnnx() {
    reference.rank(rows, CANDIDATES, representations, candidate, features, scores);
    return scores;
  }
}
