package dev.attune.topology.release;

import dev.attune.schemas.release.TakeBackReason;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Watches the calls of one release for answers that can't be used and for slowness.
 *
 * <p>A call is slow if it takes more than {@link GuardSettings#slowdown} times what it took when
 * the release was loaded, and more than 2 ms. A release is slow if most of its calls are, in two
 * windows of {@value #WINDOW} calls, and the machine is not just busy: other releases' calls at the
 * same time are mostly as fast as ever. Not thread-safe.
 */
final class CallGuard {

  /** How many calls make a window. */
  static final int WINDOW = 100;

  /** So few are enough if most of them fail. */
  private static final int FEW = 20;

  private static final int LEAST_FAILURES = 5;
  private static final double MOST = 0.5;
  private static final int WINDOWS = 2;

  private final CallMeter meter;
  private final GuardSettings settings;
  private long calls;
  private long failures;
  private long slow;
  private int slowWindows;

  /** What is wrong with a release. */
  record Verdict(TakeBackReason reason, String detail) {}

  CallGuard(CallMeter meter, GuardSettings settings) {
    this.meter = meter;
    this.settings = settings;
  }

  /**
   * Looks at the calls since the last window.
   *
   * @param busy whether the machine is just busy; asked only when it matters
   */
  Optional<Verdict> look(BooleanSupplier busy) {
    // Failures and slow calls first: they must not be more than the calls.
    long newFailures = meter.failures() - failures;
    long newSlow = meter.slow() - slow;
    long newCalls = meter.calls() - calls;
    boolean mostFail = newCalls >= FEW && newFailures > MOST * newCalls;
    if (newCalls < WINDOW && !mostFail) {
      return Optional.empty();
    }
    calls += newCalls;
    failures += newFailures;
    slow += newSlow;
    if (newFailures >= LEAST_FAILURES
        && newFailures * 1000.0 > settings.failuresPermille() * newCalls) {
      return Optional.of(
          new Verdict(
              TakeBackReason.NOT_FINITE,
              String.format(
                  Locale.ROOT,
                  "%,d of its last %,d calls failed or answered something that is not a number",
                  newFailures,
                  newCalls)));
    }
    if (newSlow <= MOST * newCalls || busy.getAsBoolean()) {
      slowWindows = 0;
      return Optional.empty();
    }
    slowWindows++;
    return slowWindows < WINDOWS
        ? Optional.empty()
        : Optional.of(
            new Verdict(
                TakeBackReason.TOO_SLOW,
                String.format(
                    Locale.ROOT,
                    "%,d of its last %,d calls took more than %.1f times as long as when it was"
                        + " loaded, while the machine was not busy",
                    newSlow,
                    newCalls,
                    settings.slowdown())));
  }
}
