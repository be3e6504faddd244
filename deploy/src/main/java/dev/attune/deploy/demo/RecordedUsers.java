package dev.attune.deploy.demo;

import dev.attune.device.record.DeviceRecorder;
import dev.attune.device.replay.RecordedLog;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;

/**
 * The users of a recorded log, each with one phone. They agreed to be recorded, and are taken to be
 * adults who allow personalization. Immutable but for what the recorders count.
 */
final class RecordedUsers {
  private final Map<String, DeviceRecorder> recorders = new HashMap<>();
  private final Set<Pseudonym> pseudonyms = new HashSet<>();
  private final ConsentChanged consent;

  RecordedUsers(
      RecordedLog log,
      String region,
      Pseudonymizer pseudonymizer,
      RecordEncoder<UsageEvent> encoder,
      Producer<byte[], byte[]> producer) {
    this.consent =
        new ConsentChanged(List.of(Purpose.PERSONALIZATION), "recorded", region, AgeBand.ADULT);
    for (String id : log.users()) {
      Pseudonym pseudonym = pseudonymizer.user(id);
      pseudonyms.add(pseudonym);
      recorders.put(
          id,
          new DeviceRecorder(
              producer,
              encoder,
              pseudonym,
              new DevicePseudonym(pseudonymizer.device(id)),
              0,
              InstantSource.system()));
    }
  }

  Set<Pseudonym> pseudonyms() {
    return pseudonyms;
  }

  /** What each of them allows. */
  ConsentChanged consent() {
    return consent;
  }

  /** What someone allows; empty for those who are not in the log. */
  Optional<ConsentChanged> consent(Pseudonym user) {
    return pseudonyms.contains(user) ? Optional.of(consent) : Optional.empty();
  }

  DeviceRecorder recorder(String id) {
    return recorders.get(id);
  }
}
