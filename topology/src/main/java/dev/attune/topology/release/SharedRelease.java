package dev.attune.topology.release;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.FallbackUsageModel;
import dev.attune.topology.profile.ModelState;
import java.util.function.LongSupplier;

/**
 * A loaded release, closed when the last set that holds it is gone, and what its models do. Thread
 * safe.
 */
final class SharedRelease {

  private final ServingRelease release;
  private final int tag;
  private final CallMeter meter = new CallMeter();
  private final LongSupplier nanos;
  private int holders = 1;

  /** Takes the release over; whoever makes this holds it first. */
  SharedRelease(ServingRelease release, LongSupplier nanos) {
    this.release = release;
    this.tag = ModelState.tag(release.id());
    this.nanos = nanos;
  }

  String id() {
    return release.id();
  }

  /** The tag of states that belong to it. */
  int tag() {
    return tag;
  }

  CallMeter meter() {
    return meter;
  }

  /** A model whose calls are metered, and answered from counts where it fails. */
  FallbackUsageModel newModel() {
    return new FallbackUsageModel(
        new MeteredModel(release.newModel(), meter, nanos),
        new StatisticalUsageModel(release.vocabulary()));
  }

  /** The release itself, for trials. */
  ServingRelease release() {
    return release;
  }

  synchronized void hold() {
    if (holders == 0) {
      throw new IllegalStateException("the release " + id() + " is closed");
    }
    holders++;
  }

  /** Lets go; the last one closes it. */
  synchronized void letGo() {
    if (--holders == 0) {
      release.close();
    }
  }
}
