package dev.attune.topology.release;

import java.util.List;
import java.util.Optional;

/** The set of releases now: published by one thread, taken by many. Thread-safe. */
public final class ReleaseSets {

  private volatile ReleaseSet current;
  private boolean closed;

  ReleaseSets(ReleaseSet first) {
    current = first;
  }

  /** One release for everyone; taken over, and never replaced. */
  public static ReleaseSets of(ServingRelease release) {
    SharedRelease shared = new SharedRelease(release, System::nanoTime);
    ReleaseSets sets = new ReleaseSets(new ReleaseSet(shared, List.of(), Optional.empty()));
    shared.letGo();
    return sets;
  }

  /** The set now, not held: to see whether it is still the same. */
  ReleaseSet current() {
    return current;
  }

  /** The set now, held: let it go. */
  synchronized ReleaseSet hold() {
    if (closed) {
      throw new IllegalStateException("the releases are closed");
    }
    current.hold();
    return current;
  }

  /** Replaces the set, taking over the caller's hold of it. */
  synchronized void publish(ReleaseSet next) {
    if (closed) {
      next.letGo();
      return;
    }
    ReleaseSet before = current;
    current = next;
    before.letGo();
  }

  /** Lets the set go; false if that was done before. */
  public synchronized boolean close() {
    if (closed) {
      return false;
    }
    closed = true;
    current.letGo();
    return true;
  }
}
