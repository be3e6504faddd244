package dev.attune.bench.round;

import java.util.List;

/** What all rounds of a side took. */
public final class Measured {

  private final String name;
  private final List<Sample> samples;

  Measured(String name, List<Sample> samples) {
    this.name = name;
    this.samples = List.copyOf(samples);
  }

  /** The name of the side. */
  public String name() {
    return name;
  }

  /** Things done in a second that the thread is on a core. */
  public Spread rate() {
    return Spread.of(samples.stream().mapToDouble(Sample::rate).toArray());
  }

  /** Things done in a second of wall-clock time, other programs' share of the machine included. */
  public Spread wallRate() {
    return Spread.of(
        samples.stream().mapToDouble(s -> s.rows() * 1e9 / Math.max(1, s.wallNanos())).toArray());
  }

  /** Bytes allocated on the heap for one thing. */
  public double bytes() {
    return Spread.of(samples.stream().mapToDouble(s -> (double) s.bytes() / s.rows()).toArray())
        .median();
  }

  /**
   * How many times as fast as another side, from the pairs of rounds that ran one after the other.
   */
  public Spread times(Measured other) {
    double[] ratios = new double[samples.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = samples.get(i).rate() / other.samples.get(i).rate();
    }
    return Spread.of(ratios);
  }
}
