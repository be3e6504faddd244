package dev.attune.deploy.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.cluster.JavaRuntime;
import dev.attune.deploy.cluster.LocalCluster;
import dev.attune.deploy.cluster.SharedCluster;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecommendationReaderIT {

  private static final String TOPIC = "readme.recommendations";

  @Test
  @Timeout(120)
  void shouldPrintWhatAttuneWritesInAnotherProcess() throws Exception {
    LocalCluster cluster = SharedCluster.get();
    write(cluster, offer("app:maps"));

    Process reader = start(cluster);
    try {
      assertThat(firstLine(reader)).startsWith("AAAAAAAAAAAAAAAAAAAAAA== ").contains("app:maps");
    } finally {
      reader.destroyForcibly().waitFor();
    }
  }

  private static Process start(LocalCluster cluster) throws IOException {
    List<String> command = new ArrayList<>(List.of(JavaRuntime.program()));
    command.addAll(List.of("-cp", JavaRuntime.classPath(), RecommendationReader.class.getName()));
    command.addAll(List.of(cluster.bootstrapServers(), cluster.registryUrl(), TOPIC));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** The first line that is a record, not the log of the client. */
  private static String firstLine(Process reader) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(reader.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    while (line != null && !line.contains("app:")) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }

  private static RecommendationList offer(String item) {
    Reason reason = new Reason(ReasonCode.USED_OFTEN, "You often use it.", 5, 0, "");
    return new RecommendationList(
        new DecisionId(new byte[16]),
        1L,
        2L,
        "test",
        List.of(new RecommendedItem(item, ItemKind.APP, 900, reason, List.of())),
        Origin.GENERATED,
        Arm.TREATED);
  }

  private static void write(LocalCluster cluster, RecommendationList list) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers());
    try (Admin admin = Admin.create(settings)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
    }
    var encoder =
        new RecordEncoder<>(
            RegistryClients.create(cluster.registryUrl()), RecommendationList.class, TOPIC);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(TOPIC, new byte[16], encoder.encode(list)))
          .get(30, TimeUnit.SECONDS);
    }
  }
}
