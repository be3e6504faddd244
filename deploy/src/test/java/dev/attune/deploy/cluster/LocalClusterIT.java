package dev.attune.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class LocalClusterIT {

  @Test
  void shouldServeTopicsAndSchemas() throws Exception {
    LocalCluster cluster = SharedCluster.get();

    // when
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("cluster-it", 3, (short) 1))).all().get();

      // then
      assertThat(admin.listTopics().names().get()).contains("cluster-it");
    }
    var request = HttpRequest.newBuilder(URI.create(cluster.registryUrl() + "/subjects")).build();
    var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).startsWith("[");
  }

  @Test
  void shouldSayWhichPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> LocalCluster.start(0, port))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("Port " + port + " for the registry is taken");
      assertThatThrownBy(() -> LocalCluster.start(port, 0))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("Port " + port + " for the broker is taken");
    }
  }

  @Test
  void shouldLeaveNothingBehind() {
    LocalBroker broker = LocalBroker.start();
    ProcessHandle process = ProcessHandle.of(broker.pid()).orElseThrow();
    assertThat(process.isAlive()).isTrue();

    // when
    broker.close();

    // then
    assertThat(process.isAlive()).isFalse();
  }
}
