package dev.attune.deploy.demo;

import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationShown;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What phones sent and what came back, as seen from outside the pipeline. Thread-safe. */
final class Tally {
  final LongAdder sent = new LongAdder();
  final LongAdder lists = new LongAdder();
  final LongAdder items = new LongAdder();
  final LongAdder settings = new LongAdder();
  final LongAdder invalid = new LongAdder();
  final LongAdder shown = new LongAdder();
  final LongAdder taken = new LongAdder();
  final LatencyHistogram latency = new LatencyHistogram();
  final AtomicLong simulatedSeconds = new AtomicLong();

  private final AtomicReference<String> release = new AtomicReference<>("(none yet)");
  private final AtomicReference<@Nullable String> problem = new AtomicReference<>();

  /** Counts what users did with what was offered. */
  void happened(Object payload) {
    if (payload instanceof RecommendationShown) {
      shown.increment();
    } else if (payload instanceof RecommendationAccepted) {
      taken.increment();
    }
  }

  /** Remembers which release answered. */
  void answeredBy(String id) {
    release.set(id);
  }

  /** The release that answered last. */
  String release() {
    return release.get();
  }

  /** Remembers what went wrong, the first time that something does. */
  void wentWrong(String sentence) {
    problem.compareAndSet(null, sentence);
  }

  /** What went wrong first; null if nothing did. */
  @Nullable String problem() {
    return problem.get();
  }
}
