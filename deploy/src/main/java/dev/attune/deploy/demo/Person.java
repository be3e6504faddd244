package dev.attune.deploy.demo;

import dev.attune.device.simulate.SimulatedUser;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.usage.DevicePseudonym;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulated user as the demo sees them: the generator, and what their phones call them.
 *
 * @param user the generator of what happens
 * @param pseudonym the key of all their records
 * @param devices the pseudonyms of their phones
 * @param consent what they allow
 */
record Person(
    SimulatedUser user,
    Pseudonym pseudonym,
    List<DevicePseudonym> devices,
    ConsentChanged consent) {

  static Person of(SimulatedUser user, Pseudonymizer pseudonymizer) {
    List<DevicePseudonym> devices = new ArrayList<>();
    for (int device = 0; device < user.devices(); device++) {
      devices.add(new DevicePseudonym(pseudonymizer.device(user.deviceId(device))));
    }
    return new Person(user, pseudonymizer.user(user.userId()), devices, user.consent());
  }
}
