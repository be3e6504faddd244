package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchPartsCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldMeasurePartsAndWhatTheyAllocate() throws IOException {
    int code =
        run("parts", "ProfilePart", "--iterations=1", "--millis=1", "--in-process", "--json");

    String lines = out.toString();
    JsonNode report = new ObjectMapper().readTree(lines.substring(lines.indexOf("{\"command\"")));
    assertThat(report.get("figures"))
        .extracting(figure -> figure.get("name").asText())
        .containsExactlyInAnyOrder(
            "part.profile.observe",
            "part.profile.features",
            "part.profile.toHalves",
            "part.profile.fromHalves");
    assertThat(report.get("tables").get("parts").get(0).has("bytes a call")).isTrue();
    assertThat(code).isZero();
  }

  @Test
  void shouldMeasureEventsAndProfilesFromAndToBytes() throws IOException {
    int code = run("parts", "CodecPart", "--iterations=1", "--millis=1", "--in-process", "--json");

    String lines = out.toString();
    JsonNode report = new ObjectMapper().readTree(lines.substring(lines.indexOf("{\"command\"")));
    assertThat(report.get("figures"))
        .extracting(figure -> figure.get("name").asText())
        .containsExactlyInAnyOrder(
            "part.codec.decodeEvent", "part.codec.decodeProfile", "part.codec.encodeProfile");
    assertThat(code).isZero();
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertThat(run("parts", "--iterations=0")).isEqualTo(1);

    assertThat(err.toString()).contains("--iterations and --millis must be at least 1.");
  }

  private int run(String... args) {
    return Bench.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
  }
}
