package dev.attune.deploy.view;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo at one moment.
 *
 * @param elapsed since the phones started
 * @param simulatedTime the simulated date and time in UTC, for people
 * @param users how many users there are
 * @param sent events sent
 * @param eventsPerSecond events sent a second, lately
 * @param accepted events accepted
 * @param rejected events rejected, by reason; those that occurred
 * @param lists recommendation lists made
 * @param items items in them
 * @param settings notification settings made
 * @param shown recommended items shown to users
 * @param taken recommended items that users took
 * @param controlShown those of the items shown that the control share saw
 * @param controlTaken those of them that it took
 * @param invalid items that should not have been offered
 * @param p50Millis median time from event to visible output
 * @param p99Millis time that 99 % of the outputs don't exceed
 * @param release the model release that answered last
 * @param fallbackShare the share of model calls that the statistical fallback answered
 * @param releases every release that the application knows something about
 * @param story what one user lived through lately, oldest first
 */
public record DemoSnapshot(
    Duration elapsed,
    String simulatedTime,
    int users,
    long sent,
    double eventsPerSecond,
    long accepted,
    Map<String, Long> rejected,
    long lists,
    long items,
    long settings,
    long shown,
    long taken,
    long controlShown,
    long controlTaken,
    long invalid,
    long p50Millis,
    long p99Millis,
    String release,
    double fallbackShare,
    List<ReleaseLine> releases,
    List<String> story) {

  /** Copies the collections. */
  public DemoSnapshot {
    rejected = new LinkedHashMap<>(rejected);
    releases = List.copyOf(releases);
    story = List.copyOf(story);
  }

  /** The share of shown items that users took; 0 while none was shown. */
  public double acceptanceRate() {
    return rate(shown, taken);
  }

  /** The same for users who get personal decisions; 0 while none was shown. */
  public double treatedRate() {
    return rate(shown - controlShown, taken - controlTaken);
  }

  /** The same for users who get what anyone would; 0 while none was shown. */
  public double controlRate() {
    return rate(controlShown, controlTaken);
  }

  private static double rate(long shown, long taken) {
    return shown <= 0 ? 0 : (double) taken / shown;
  }

  /** How many events were rejected. */
  public long rejectedInAll() {
    return rejected.values().stream().mapToLong(Long::longValue).sum();
  }
}
