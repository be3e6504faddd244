package dev.attune.deploy.report;

/**
 * One number that was measured.
 *
 * @param name its stable name, such as {@code latency.p99}
 * @param value the number
 * @param unit its unit: {@code count}, {@code ms}, {@code events/s}, {@code share}
 */
public record Figure(String name, double value, String unit) {

  /** Whether the value is a whole number, and is written as one. */
  boolean whole() {
    return value == Math.rint(value) && Math.abs(value) < 1e15;
  }
}
