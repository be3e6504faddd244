package dev.attune.models.release;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Graphs written by hand, as field numbers and bytes; the fields are named in GraphOperators. */
class GraphOperatorsTest {

  private static final byte[] OPSET_20 = field(8, new byte[] {0x10, 20});

  @Test
  void shouldAcceptPlainArithmetic() {
    byte[] weight = field(5, field(8, "w".getBytes()));

    assertThatCode(
            () ->
                GraphOperators.check(
                    "g.onnx", join(OPSET_20, field(7, join(weight, node("Add")))), 20))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseMoreThanArithmetic() {
    refuses(field(7, node("Loop")), "g.onnx holds the operator Loop, which is not allowed");
    refuses(field(7, node("RandomNormal")), "holds the operator RandomNormal");
    refuses(
        field(7, field(1, join(field(4, "Add".getBytes()), field(7, "ai.evil".getBytes())))),
        "holds an operator of the domain ai.evil");
    refuses(field(8, field(1, "ai.evil".getBytes())), "holds the operator set ai.evil");
    refuses(field(25, new byte[0]), "holds functions");
    refuses(field(7, field(15, new byte[0])), "holds sparse weights");
    refuses(field(7, field(5, field(13, new byte[0]))), "holds weights in another file");
    refuses(field(7, field(5, new byte[] {14 << 3, 1})), "holds weights in another file");
  }

  @Test
  void shouldRefuseAnotherOpset() {
    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> GraphOperators.check("g.onnx", OPSET_20, 18))
        .withMessage("g.onnx has opset 20, the manifest says 18");
  }

  @Property(tries = 300)
  void shouldRefuseRandomBytesWithASentence(@ForAll byte[] bytes) {
    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> GraphOperators.check("g.onnx", bytes, 20));
  }

  @Test
  void shouldRefuseAGraphCutAnywhere() throws IOException {
    byte[] graph = Files.readAllBytes(TestReleases.tiny().resolve("rank.onnx"));
    assertThatCode(() -> GraphOperators.check("g.onnx", graph, 20)).doesNotThrowAnyException();

    for (int length = 0; length < graph.length; length += 97) {
      byte[] cut = Arrays.copyOf(graph, length);
      assertThatExceptionOfType(ReleaseRefusedException.class)
          .isThrownBy(() -> GraphOperators.check("g.onnx", cut, 20));
    }
  }

  private static void refuses(byte[] model, String sentence) {
    assertThatExceptionOfType(ReleaseRefusedException.class)
        .isThrownBy(() -> GraphOperators.check("g.onnx", join(OPSET_20, model), 20))
        .withMessageContaining(sentence);
  }

  private static byte[] node(String operator) {
    return field(1, field(4, operator.getBytes()));
  }

  private static byte[] field(int number, byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int tag = number << 3 | 2;
    if (tag >= 0x80) {
      out.write(tag & 0x7F | 0x80);
      tag >>>= 7;
    }
    out.write(tag);
    out.write(bytes.length); // under 128 in these tests
    out.writeBytes(bytes);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
