package dev.attune.topology.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionKind;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.fixture.Phone;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class DecisionIdsTest {

  private final DecisionIds ids = new DecisionIds();
  private final Pseudonym user = Phone.user(1);
  private final UsageEvent event = new Phone(1).unlock();

  @Test
  void shouldBeTheDocumentedHash() throws Exception {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.write(user.bytes());
    input.write(event.getDevice().bytes());
    input.write(ByteBuffer.allocate(8).putLong(1).array());
    input.write("RECOMMENDATIONS\0release-1\0".getBytes("UTF-8"));
    byte[] expected = MessageDigest.getInstance("SHA-256").digest(input.toByteArray());

    assertThat(id(DecisionKind.RECOMMENDATIONS, "release-1").bytes())
        .isEqualTo(Arrays.copyOf(expected, 16));
  }

  @Test
  void shouldDifferByEveryInput() {
    DecisionId id = id(DecisionKind.RECOMMENDATIONS, "release-1");

    assertThat(id(DecisionKind.RECOMMENDATIONS, "release-1")).isEqualTo(id);
    assertThat(id(DecisionKind.NOTIFICATION_SETTINGS, "release-1")).isNotEqualTo(id);
    assertThat(id(DecisionKind.RECOMMENDATIONS, "release-2")).isNotEqualTo(id);
    assertThat(ids.of(Phone.user(2), event, DecisionKind.RECOMMENDATIONS, "release-1"))
        .isNotEqualTo(id);
    assertThat(ids.of(user, new Phone(1, 2).unlock(), DecisionKind.RECOMMENDATIONS, "release-1"))
        .isNotEqualTo(id);
  }

  @Test
  void shouldDigestTheAvroBytesOfAnOutput() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(UsageEvent.class).write(event, encoder);
    encoder.flush();
    Digests digests = new Digests();

    digests.ofOutput(event);

    assertThat(digests.ofOutput(event).array())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
  }

  private DecisionId id(DecisionKind kind, String release) {
    return ids.of(user, event, kind, release);
  }
}
