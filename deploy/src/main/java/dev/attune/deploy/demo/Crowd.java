package dev.attune.deploy.demo;

import dev.attune.device.simulate.Simulation;
import dev.attune.privacy.pseudonym.Pseudonym;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * All simulated users, in the order in which something happens to them. Used by one thread, but
 * that any may look people up.
 */
final class Crowd {
  private final List<Person> people = new ArrayList<>();
  private final Map<Pseudonym, Person> byPseudonym = new HashMap<>();
  private final PriorityQueue<Person> waiting;

  Crowd(Simulation world, PhoneMaker phones) {
    for (int number = 0; number < world.users(); number++) {
      Person person = phones.equip(world.user(number));
      people.add(person);
      byPseudonym.put(person.pseudonym(), person);
    }
    this.waiting =
        new PriorityQueue<>(
            Comparator.<Person>comparingLong(person -> person.user().peek().occurredAt())
                .thenComparingInt(person -> person.user().number()));
    waiting.addAll(people);
  }

  /** Everyone, by number. */
  List<Person> people() {
    return people;
  }

  Optional<Person> find(Pseudonym pseudonym) {
    return Optional.ofNullable(byPseudonym.get(pseudonym));
  }

  /** When the next event happens, in simulated seconds. */
  long nextAt() {
    return waiting.element().user().peek().occurredAt();
  }

  /** Whoever the next event happens to; to be put back with {@link #putBack} once it is taken. */
  Person takeNext() {
    return waiting.remove();
  }

  void putBack(Person person) {
    waiting.add(person);
  }
}
