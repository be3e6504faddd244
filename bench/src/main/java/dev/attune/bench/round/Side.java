package dev.attune.bench.round;

/**
 * One side of a comparison.
 *
 * @param name its stable name, such as {@code update.java.64}
 * @param rows how many things one call does
 * @param call does them
 */
public record Side(String name, int rows, Runnable call) {

  /**
   * @throws IllegalArgumentException if a call does nothing
   */
  public Side {
    if (rows < 1) {
      throw new IllegalArgumentException(name + " does " + rows + " things");
    }
  }
}
