package dev.attune.deploy.demo;

import dev.attune.device.record.DeviceRecorder;
import dev.attune.device.simulate.SimulatedUser;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.usage.DevicePseudonym;
import java.util.List;

/**
 * A simulated user with their phones.
 *
 * @param user the generator of what happens
 * @param pseudonym the key of all their records
 * @param phones their phones
 * @param consent what they allow
 */
record Person(SimulatedUser user, Pseudonym pseudonym, List<Phone> phones, ConsentChanged consent) {

  /**
   * A phone.
   *
   * @param pseudonym tells the phones of the user apart
   * @param recorder records what happens on it
   */
  record Phone(DevicePseudonym pseudonym, DeviceRecorder recorder) {}
}
