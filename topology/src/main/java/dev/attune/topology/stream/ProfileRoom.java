package dev.attune.topology.stream;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The room for profiles as objects in this process, shared evenly by the tasks it has at the time:
 * however many partitions an instance is given, they take no more together. Thread-safe.
 */
final class ProfileRoom {

  private final int entries;
  private final AtomicInteger tasks = new AtomicInteger();

  /**
   * @param entries how many profiles there is room for
   */
  ProfileRoom(int entries) {
    this.entries = entries;
  }

  /** A task begins. */
  void enter() {
    tasks.incrementAndGet();
  }

  /** A task ends. */
  void leave() {
    tasks.decrementAndGet();
  }

  /** How many profiles each task may keep now, at least one. */
  int share() {
    return Math.max(1, entries / Math.max(1, tasks.get()));
  }
}
