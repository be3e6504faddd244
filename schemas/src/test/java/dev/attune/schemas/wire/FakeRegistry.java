package dev.attune.schemas.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

/** As much of a schema registry as a reader asks, over HTTP, with a say in how it fails. */
final class FakeRegistry implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Otherwise each answer waits 40 ms for an acknowledgement; read when the server's classes
    // load.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Map<Integer, Map<String, String>> schemas = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;
  private volatile int failWith;
  private volatile String failBody = "";

  FakeRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  int requests() {
    return requests.get();
  }

  void put(int id, Schema schema) {
    schemas.put(id, Map.of("schema", schema.toString()));
  }

  void put(int id, String type, String schema) {
    schemas.put(id, Map.of("schemaType", type, "schema", schema));
  }

  /** Answers everything with {@code status} and {@code body} until {@link #work()}. */
  void fail(int status, String body) {
    failBody = body;
    failWith = status;
  }

  void work() {
    failWith = 0;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    if (failWith != 0) {
      reply(exchange, failWith, failBody);
      return;
    }
    String path = exchange.getRequestURI().getPath();
    Map<String, String> schema =
        schemas.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
    if (schema == null) {
      reply(exchange, 404, "{\"error_code\": 40403, \"message\": \"Schema not found\"}");
    } else {
      reply(exchange, 200, JSON.writeValueAsString(schema));
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
