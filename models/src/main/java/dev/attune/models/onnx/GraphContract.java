package dev.attune.models.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.attune.models.release.ReleaseManifest;
import dev.attune.models.release.ReleaseRefusedException;
import dev.attune.models.release.ReleaseRefusedException.Reason;
import dev.attune.models.sample.CohortProjection;
import dev.attune.models.sample.UsageSampler;
import dev.attune.models.usage.ModelShape;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The inputs and outputs that a graph must have: names, types and shapes. */
final class GraphContract {

  // How ONNX Runtime shows a dimension that is only named in the graph.
  private static final long ANY = -1;

  private final String file;
  private final Map<String, Port> inputs = new TreeMap<>();
  private final Map<String, Port> outputs = new TreeMap<>();

  private GraphContract(String file) {
    this.file = file;
  }

  static GraphContract update(ModelShape shape) {
    return new GraphContract(ReleaseManifest.UPDATE)
        .indexes("item", ANY)
        .indexes("type", ANY)
        .indexes("gap", ANY)
        .indexes("how", ANY)
        .floats("state", ANY, shape.state())
        .answers("state_out", ANY, shape.state());
  }

  static GraphContract readout(ModelShape shape) {
    return new GraphContract(ReleaseManifest.READOUT)
        .floats("state", ANY, shape.state())
        .indexes("last", ANY)
        .indexes("how", ANY)
        .indexes("place", ANY)
        .answers("repr", ANY, shape.representation())
        .answers("engagement", ANY, shape.notificationCategories(), shape.hours());
  }

  static GraphContract rank(ModelShape shape) {
    return new GraphContract(ReleaseManifest.RANK)
        .floats("repr", ANY, shape.representation())
        .indexes("cand", ANY, ANY)
        .floats("features", ANY, ANY, shape.features())
        .answers("scores", ANY, ANY);
  }

  static GraphContract sample(ModelShape shape) {
    return new GraphContract(ReleaseManifest.SAMPLE)
        .floats("state", ANY, shape.state())
        .indexes("last", ANY)
        .indexes("how", ANY)
        .indexes("place", ANY)
        .floats("condition", ANY, CohortProjection.CONDITION)
        .floats("uniform", ANY, UsageSampler.NUMBERS)
        .indexAnswers("item", ANY)
        .indexAnswers("type", ANY)
        .indexAnswers("gap", ANY)
        .answers("state_out", ANY, shape.state());
  }

  String file() {
    return file;
  }

  /**
   * Compares a loaded graph.
   *
   * @throws ReleaseRefusedException if it differs
   */
  void check(OrtSession session) throws OrtException {
    check("inputs", inputs, session.getInputInfo());
    check("outputs", outputs, session.getOutputInfo());
  }

  private void check(String kind, Map<String, Port> expected, Map<String, NodeInfo> actual) {
    if (!expected.keySet().equals(actual.keySet())) {
      throw new ReleaseRefusedException(
          Reason.SHAPE,
          file
              + " has the "
              + kind
              + " "
              + String.join(", ", new TreeMap<>(actual).keySet())
              + ", expected are "
              + String.join(", ", expected.keySet()));
    }
    expected.forEach(
        (name, port) -> {
          Object info = actual.get(name).getInfo();
          if (!(info instanceof TensorInfo tensor)
              || tensor.type != port.type
              || !Arrays.equals(tensor.getShape(), port.dimensions)) {
            throw new ReleaseRefusedException(
                Reason.SHAPE,
                file + " has " + name + " as " + describe(info) + ", expected is " + port);
          }
        });
  }

  private GraphContract indexes(String name, long... dimensions) {
    inputs.put(name, new Port(OnnxJavaType.INT64, dimensions));
    return this;
  }

  private GraphContract floats(String name, long... dimensions) {
    inputs.put(name, new Port(OnnxJavaType.FLOAT, dimensions));
    return this;
  }

  private GraphContract answers(String name, long... dimensions) {
    outputs.put(name, new Port(OnnxJavaType.FLOAT, dimensions));
    return this;
  }

  private GraphContract indexAnswers(String name, long... dimensions) {
    outputs.put(name, new Port(OnnxJavaType.INT64, dimensions));
    return this;
  }

  private static String describe(Object info) {
    return info instanceof TensorInfo tensor
        ? tensor.type + Arrays.toString(tensor.getShape())
        : "no tensor";
  }

  private record Port(OnnxJavaType type, long[] dimensions) {
    @Override
    public String toString() {
      return type + Arrays.toString(dimensions);
    }
  }
}
