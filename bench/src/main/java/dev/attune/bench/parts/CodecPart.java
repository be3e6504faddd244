package dev.attune.bench.parts;

import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.DecodingException;
import dev.attune.schemas.wire.RecordDecoder;
import dev.attune.schemas.wire.RecordEncoder;
import dev.attune.schemas.wire.RegistryClients;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Events and profiles from bytes and to bytes; the profile is that of a simulated week. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodecPart {

  private static final int EVENTS = 600;

  private final ProfileCodec codec = new ProfileCodec();
  private Profile profile;
  private List<byte[]> values;
  private RecordDecoder<UsageEvent> decoder;
  private byte[] stored;
  private int next;

  /** Lives through a week. */
  @Setup
  public void live() {
    SchemaRegistryClient registry = RegistryClients.create("mock://parts");
    decoder = new RecordDecoder<>(registry, UsageEvent.class);
    RecordEncoder<UsageEvent> encoder =
        new RecordEncoder<>(registry, UsageEvent.class, TopicCatalog.USAGE_EVENTS);
    Crowd crowd = new Crowd(1, EVENTS);
    values = crowd.events().stream().map(accepted -> encoder.encode(accepted.event())).toList();
    profile = crowd.profiles().values().iterator().next();
    stored = codec.encode(profile);
  }

  /** An event of its bytes. */
  @Benchmark
  public UsageEvent decodeEvent() throws DecodingException {
    next = next + 1 == values.size() ? 0 : next + 1;
    return decoder.decode(values.get(next));
  }

  /** A profile of its bytes. */
  @Benchmark
  public Profile decodeProfile() {
    return codec.decode(stored);
  }

  /** A profile to bytes. */
  @Benchmark
  public byte[] encodeProfile() {
    return codec.encode(profile);
  }
}
