package dev.attune.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.attune.bench.wire.Packed.Sent;
import dev.attune.deploy.report.Report;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.Test;

class WireBenchTest {

  @Test
  void shouldReportBytesOfEveryKindOfBatch() {
    Report report = new WireBench(5, 10, 2_000).run();

    assertThat(report.value("wire.bytes_per_event").orElseThrow()).isBetween(5.0, 60.0);
    assertThat(report.value("wire.ratio.json_to_attune").orElseThrow()).isGreaterThan(1);
    assertThat(report.details()).hasSize(1);
    assertThat(report.details().get(0).rows()).hasSize(22);
  }

  @Test
  void shouldCountWholeBatches() {
    Sent sent = new Sent(new byte[16], new byte[40], 1_000);

    // A batch's header is 61 bytes; a record's own fields take 7 here.
    assertThat(new Packed().bytes(List.of(sent), Compression.NONE)).isEqualTo(61 + 7 + 16 + 40);
  }

  @Test
  void shouldSayTheSameInJson() throws IOException {
    UsageEvent event =
        new UsageEvent(
            new DevicePseudonym(new byte[8]), 3L, 4L, new Context(), new AppOpened("app:mail"));

    JsonNode json = new ObjectMapper().readTree(JsonForm.json(new byte[16], event));

    assertThat(json.get("user").asText()).isEqualTo("A".repeat(22));
    assertThat(json.get("type").asText()).isEqualTo("AppOpened");
    assertThat(json.get("sequence").asLong()).isEqualTo(3);
    assertThat(json.get("payload").get("app").asText()).isEqualTo("app:mail");
    assertThat(json.get("context").has("network")).isTrue();
  }
}
