package dev.attune.deploy.demo;

import dev.attune.deploy.demo.Person.Phone;
import dev.attune.device.record.DeviceRecorder;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.usage.DevicePseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.RecordEncoder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/**
 * Gives simulated users their phones.
 *
 * @param pseudonymizer holds the key that their pseudonyms are made with
 * @param encoder encodes for the topic of usage events
 * @param producer what the phones send with
 */
record PhoneMaker(
    Pseudonymizer pseudonymizer,
    RecordEncoder<UsageEvent> encoder,
    Producer<byte[], byte[]> producer) {

  Person equip(SimulatedUser user) {
    Pseudonym pseudonym = pseudonymizer.user(user.userId());
    List<Phone> phones = new ArrayList<>();
    for (int device = 0; device < user.devices(); device++) {
      DevicePseudonym name = new DevicePseudonym(pseudonymizer.device(user.deviceId(device)));
      phones.add(
          new Phone(
              name,
              new DeviceRecorder(producer, encoder, pseudonym, name, 0, InstantSource.system())));
    }
    return new Person(user, pseudonym, phones, user.consent());
  }
}
