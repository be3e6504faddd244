package dev.attune.deploy.demo;

/**
 * How a recorded log is replayed.
 *
 * @param name what the log is called in the report
 * @param region the region its users are taken to live in
 * @param speed seconds of the log in one second; infinite for as fast as possible
 */
public record ReplaySettings(String name, String region, double speed) {

  /**
   * Checks the speed.
   *
   * @throws IllegalArgumentException with a sentence for people if it can't be used
   */
  public ReplaySettings {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("--speed must be over 0, not " + speed + ".");
    }
  }
}
