package dev.attune.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.release.signing.TrustedKeys;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A release loaded into ONNX Runtime: the one owner of its sessions, which all models of the
 * release share. Native memory is given back when the release and all its models are closed, in any
 * order.
 *
 * <p>Sessions run on the calling thread alone and do not spin: the threads are those of the stream.
 * Safe for use by many threads; a model is not.
 */
public final class OnnxRelease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxRelease.class);

  private static final AtomicInteger OPEN_SESSIONS = new AtomicInteger();

  private final ReleaseManifest manifest;
  private final Vocabulary vocabulary;
  private final ItemNeighbors neighbors;
  private final OrtEnvironment environment;
  private final OrtSession update;
  private final OrtSession readout;
  private final OrtSession rank;
  // Written once, before the release is given to anyone.
  private PlainGraphs plain = PlainGraphs.NONE;
  private int users = 1;
  private boolean closed;

  private OnnxRelease(
      VerifiedRelease release, OrtEnvironment environment, List<OrtSession> graphs) {
    this.manifest = release.manifest();
    this.vocabulary = release.vocabulary();
    this.neighbors = release.neighbors();
    this.environment = environment;
    this.update = graphs.get(0);
    this.readout = graphs.get(1);
    this.rank = graphs.get(2);
  }

  /**
   * Loads the release that this build carries.
   *
   * @throws ReleaseRefusedException if there is none, or a check fails
   */
  public static OnnxRelease builtIn() {
    return load(Releases.builtIn());
  }

  /**
   * Loads the release in a folder.
   *
   * @param trusted whose releases may be used
   * @throws ReleaseRefusedException if a check fails
   */
  public static OnnxRelease load(Path folder, TrustedKeys trusted) {
    return load(Releases.folder(folder, trusted));
  }

  /**
   * Loads verified bytes, and checks inputs, outputs and golden vectors.
   *
   * @throws ReleaseRefusedException if a check fails
   */
  public static OnnxRelease load(VerifiedRelease release) {
    ModelShape shape = release.manifest().shape();
    List<GraphContract> contracts =
        List.of(
            GraphContract.update(shape), GraphContract.readout(shape), GraphContract.rank(shape));
    OrtEnvironment environment = OnnxEnvironment.get();
    List<OrtSession> sessions = new ArrayList<>();
    try {
      for (GraphContract contract : contracts) {
        sessions.add(session(environment, release, contract));
      }
    } catch (RuntimeException e) {
      sessions.forEach(OnnxRelease::close);
      throw e;
    }
    OnnxRelease loaded = new OnnxRelease(release, environment, sessions);
    try (OnnxUsageModel reference = loaded.newReferenceModel()) {
      release.golden().check(reference);
      loaded.prove(release, reference);
      return loaded;
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /** How many sessions this process holds: three for each release that is in use. */
  public static int openSessions() {
    return OPEN_SESSIONS.get();
  }

  /** What the release says of itself. */
  public ReleaseManifest manifest() {
    return manifest;
  }

  /** Which items go together. */
  public ItemNeighbors neighbors() {
    return neighbors;
  }

  /** The known items. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * A model with buffers of its own, for one thread.
   *
   * @throws IllegalStateException if the release is closed
   */
  public OnnxUsageModel newModel() {
    return newModel(plain);
  }

  /**
   * A model that runs every graph in ONNX Runtime: what {@link #newModel} is compared with.
   *
   * @throws IllegalStateException if the release is closed
   */
  public OnnxUsageModel newReferenceModel() {
    return newModel(PlainGraphs.NONE);
  }

  /**
   * Whether everything runs in plain Java, which was proven to answer as the graphs do; otherwise
   * some graphs run in ONNX Runtime.
   */
  public boolean isPlain() {
    return plain.others().isEmpty();
  }

  private synchronized OnnxUsageModel newModel(PlainGraphs graphs) {
    if (closed) {
      throw new IllegalStateException("the release " + manifest.releaseId() + " is closed");
    }
    OnnxUsageModel model = new OnnxUsageModel(this, environment, update, readout, rank, graphs);
    users++;
    return model;
  }

  private void prove(VerifiedRelease release, OnnxUsageModel reference) {
    plain = PlainGraphs.proven(release, reference);
    if (!isPlain()) {
      LOG.info(
          "release={} slower={} problem=\"not of a form known to Java\"",
          manifest.releaseId(),
          plain.others());
    }
    try (OnnxUsageModel model = newModel()) {
      release.golden().check(model);
    }
  }

  /** Gives no new models; the sessions go with the last model. Closing again does nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      release();
    }
  }

  /** Called once by each model when it is closed. */
  synchronized void release() {
    if (--users == 0) {
      close(update);
      close(readout);
      close(rank);
    }
  }

  private static OrtSession session(
      OrtEnvironment environment, VerifiedRelease release, GraphContract contract) {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.setDeterministicCompute(true);
      OrtSession session = environment.createSession(release.graph(contract.file()), options);
      OPEN_SESSIONS.incrementAndGet();
      try {
        contract.check(session);
        return session;
      } catch (RuntimeException | OrtException e) {
        close(session);
        throw e;
      }
    } catch (OrtException e) {
      throw new ReleaseRefusedException(
          Reason.SHAPE, contract.file() + " can't be loaded: " + e.getMessage(), e);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
      OPEN_SESSIONS.decrementAndGet();
    } catch (OrtException e) {
      throw new IllegalStateException("a session could not be closed", e);
    }
  }
}
