package dev.attune.bench.profile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What one look at a thread stands for. The Flight Recorder looks at all threads that are in Java
 * code each time, but at only one of those in native code, and these take turns: so a thread in
 * Java counts for one of all times, a thread in native code for one of all rounds. Each time there
 * is somebody in native code, if only someone who waits, so the times are as many as the samples of
 * native code; and there is always somebody who never leaves it, so the rounds are as many as the
 * samples of the thread that was seen there most often.
 */
final class Looks {

  private final long times;
  private final long rounds;

  private Looks(long times, long rounds) {
    this.times = times;
    this.rounds = rounds;
  }

  /** Of everything that was sampled. */
  static Looks of(Collection<Sampled> samples) {
    Map<String, Long> inNative = new HashMap<>();
    for (Sampled sample : samples) {
      if (sample.inNative()) {
        inNative.merge(sample.thread(), 1L, Long::sum);
      }
    }
    long times = inNative.values().stream().mapToLong(count -> count).sum();
    long rounds = inNative.values().stream().mapToLong(count -> count).max().orElse(0);
    return new Looks(Math.max(1, times), Math.max(1, rounds));
  }

  /** The share of the time, of one core, that a sample stands for; none if the thread waited. */
  double weight(Sampled sample) {
    if (sample.waiting()) {
      return 0;
    }
    return 1.0 / (sample.inNative() ? rounds : times);
  }
}
