package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.SamplerFiles;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.sample.CohortProjection;
import dev.attune.models.sample.SampleGolden;
import dev.attune.models.sample.UsageSampler;
import dev.attune.models.token.EventKind;
import dev.attune.models.token.Tokenizer;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Optional;

/**
 * The sample graph of a release in ONNX Runtime, with a session and native buffers of its own: only
 * who writes sessions pays for it. Every run has the same number of rows, so an event can't depend
 * on the batch it is in. Not thread-safe.
 */
public final class OnnxUsageSampler implements UsageSampler {

  /** Rows of a run. */
  static final int ROWS = 64;

  private final VerifiedRelease release;
  private final CohortProjection cohorts;
  private final OrtSession session;
  private final SampleBatch batch;
  private final ModelShape shape;
  private boolean closed;

  private OnnxUsageSampler(
      VerifiedRelease release,
      CohortProjection cohorts,
      OrtEnvironment environment,
      OrtSession session)
      throws OrtException {
    this.release = release;
    this.cohorts = cohorts;
    this.session = session;
    this.shape = release.manifest().shape();
    this.batch = new SampleBatch(environment, session, ROWS, shape.state());
  }

  /**
   * Loads the graph from verified bytes and checks inputs, outputs and golden vectors.
   *
   * @return the sampler, or nothing if the release can't write sessions
   * @throws ReleaseRefusedException if a check fails
   */
  public static Optional<OnnxUsageSampler> load(VerifiedRelease release) {
    return release.sampler().map(files -> load(release, files));
  }

  private static OnnxUsageSampler load(VerifiedRelease release, SamplerFiles files) {
    CohortProjection cohorts = CohortProjection.parse(files.cohorts(), release.vocabulary());
    SampleGolden golden = SampleGolden.parse(files.golden());
    OrtEnvironment environment = OnnxEnvironment.get();
    OnnxUsageSampler sampler;
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setDeterministicCompute(true);
      OrtSession session = environment.createSession(files.graph(), options);
      try {
        GraphContract.sample(release.manifest().shape()).check(session);
        sampler = new OnnxUsageSampler(release, cohorts, environment, session);
      } catch (RuntimeException | OrtException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new ReleaseRefusedException(
          Reason.SHAPE, ReleaseManifest.SAMPLE + " can't be loaded: " + e.getMessage(), e);
    }
    try {
      golden.check(sampler);
      return sampler;
    } catch (RuntimeException e) {
      sampler.close();
      throw e;
    }
  }

  @Override
  public String release() {
    return release.manifest().releaseId();
  }

  @Override
  public Vocabulary vocabulary() {
    return release.vocabulary();
  }

  @Override
  public CohortProjection cohorts() {
    return cohorts;
  }

  @Override
  public void sample(
      int n,
      float[] state,
      int[] last,
      int[] hourOfWeek,
      int[] place,
      float[] condition,
      float[] uniform,
      int[] item,
      int[] type,
      int[] gap) {
    if (closed) {
      throw new IllegalStateException("this sampler is closed");
    }
    require(n >= 0, "n is " + n);
    require(state.length >= n * shape.state(), "state is too short");
    require(condition.length >= n * CohortProjection.CONDITION, "condition is too short");
    require(uniform.length >= n * NUMBERS, "uniform is too short");
    require(item.length >= n && type.length >= n && gap.length >= n, "an answer is too short");
    indexes("last", n, last, vocabulary().size());
    indexes("hourOfWeek", n, hourOfWeek, Tokenizer.HOURS_OF_WEEK);
    indexes("place", n, place, EventKind.PLACES);
    for (int i = 0; i < n * NUMBERS; i++) {
      require(uniform[i] >= 0 && uniform[i] <= 1, "uniform[" + i + "] is " + uniform[i]);
    }
    for (int i = 0; i < n * CohortProjection.CONDITION; i++) {
      require(Float.isFinite(condition[i]), "condition[" + i + "] is " + condition[i]);
    }
    try {
      for (int from = 0; from < n; from += ROWS) {
        batch.run(
            from,
            Math.min(ROWS, n - from),
            new SampleBatch.Given(state, last, hourOfWeek, place, condition, uniform),
            new SampleBatch.Drawn(item, type, gap));
      }
    } catch (OrtException e) {
      throw new IllegalStateException("sample of " + release() + " failed: " + e.getMessage(), e);
    }
  }

  /** Gives native memory back; closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      batch.close();
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a session could not be closed", e);
      }
    }
  }

  private static void indexes(String name, int n, int[] values, int limit) {
    require(values.length >= n, name + " is too short");
    for (int i = 0; i < n; i++) {
      require(values[i] >= 0 && values[i] < limit, name + "[" + i + "] is " + values[i]);
    }
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
