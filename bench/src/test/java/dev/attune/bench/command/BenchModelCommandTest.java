package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchModelCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldReportFiguresAndCalls() throws IOException {
    int code = run("model", "--rounds", "1", "--slice", "1", "--json");

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("command").asText()).isEqualTo("bench model");
    assertThat(report.get("figures"))
        .extracting(figure -> figure.get("name").asText())
        .contains("model.update.rate", "model.update.batch_gain", "model.update.reencode_gain");
    assertThat(report.get("figures"))
        .allSatisfy(figure -> assertThat(figure.get("value").asDouble()).isPositive());
    assertThat(report.get("tables").get("graphs").asText()).isEqualTo("plain Java");
    assertThat(report.get("tables").get("calls"))
        .extracting(row -> row.get("call").asText())
        .contains("update.served.64", "update.onnx.1", "reencode.64", "readout.256", "rank.8");
    assertThat(code).isZero();
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThat(run("model", "--rounds", "0")).isEqualTo(1);
    assertThat(run("model", "--release", "nowhere")).isEqualTo(1);
    assertThat(run("mode")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--rounds and --slice must be at least 1.")
        .contains("There is no release nowhere")
        .contains("Unmatched argument");
  }

  private int run(String... args) {
    return Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
