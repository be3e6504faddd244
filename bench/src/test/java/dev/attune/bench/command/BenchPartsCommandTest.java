package dev.attune.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "CodecPart, part.codec.decodeEvent part.codec.decodeProfile part.codec.encodeProfile",
    "BatchPart, part.batch.assemble.1 part.batch.assemble.64 part.batch.assemble.1024",
    "DecidingPart, part.deciding.candidates part.deciding.decide",
    "NoisePart, part.noise.gaussian part.noise.laplace part.noise.secureByte"
  })
  void shouldMeasureEveryPart(String part, String names) throws IOException {
    int code = run("parts", part, "--iterations=1", "--millis=1", "--in-process", "--json");

    String lines = out.toString();
    JsonNode report = new ObjectMapper().readTree(lines.substring(lines.indexOf("{\"command\"")));
    assertThat(report.get("figures"))
        .allSatisfy(figure -> assertThat(figure.get("value").asDouble()).isPositive())
        .extracting(figure -> figure.get("name").asText())
        .containsExactlyInAnyOrder(names.split(" "));
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
