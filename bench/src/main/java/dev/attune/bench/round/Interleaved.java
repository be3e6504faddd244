package dev.attune.bench.round;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Measures sides in turns: in every round each side runs for a short while, in an order that moves
 * on by one from round to round, so that what the machine does meanwhile meets all sides alike.
 * Rounds before the first are for the JIT and the caches, and are thrown away.
 */
public final class Interleaved {

  private static final int WARM_UP = 4;

  private final List<Side> sides;
  private final int rounds;
  private final Duration slice;
  private final ThreadMeter meter = new ThreadMeter();

  /**
   * @param rounds how many are kept
   * @param slice about how long a side runs in a round
   */
  public Interleaved(List<Side> sides, int rounds, Duration slice) {
    this.sides = List.copyOf(sides);
    this.rounds = rounds;
    this.slice = slice;
  }

  /** How many steps {@link #run} tells its progress in. */
  public int steps() {
    return WARM_UP + rounds;
  }

  /**
   * Runs all rounds on the calling thread.
   *
   * @param progress told how many steps are done
   * @return what was measured, by the name of the side
   */
  public Map<String, Measured> run(IntConsumer progress) {
    int[] calls = new int[sides.size()];
    List<List<Sample>> samples = new ArrayList<>();
    for (int i = 0; i < calls.length; i++) {
      calls[i] = 1;
      samples.add(new ArrayList<>());
    }
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int turn = 0; turn < calls.length; turn++) {
        int side = Math.floorMod(turn + round, calls.length);
        if (round < 0) {
          calls[side] = warmUp(sides.get(side));
        } else {
          samples.get(side).add(sample(sides.get(side), calls[side]));
        }
      }
      progress.accept(WARM_UP + round + 1);
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (int i = 0; i < calls.length; i++) {
      measured.put(sides.get(i).name(), new Measured(sides.get(i).name(), samples.get(i)));
    }
    return measured;
  }

  /** Runs a side for three slices; how many calls fill one. */
  private int warmUp(Side side) {
    long budget = 3 * slice.toNanos();
    long start = meter.cpuNanos();
    long used = 0;
    int calls = 0;
    while (used < budget) {
      // The clock of a thread costs a system call, so it is read every now and then only.
      int more = Math.max(1, calls / 4);
      for (int i = 0; i < more; i++) {
        side.call().run();
      }
      calls += more;
      used = meter.cpuNanos() - start;
    }
    return (int) Math.max(1, calls * slice.toNanos() / used);
  }

  private Sample sample(Side side, int calls) {
    long bytes = meter.bytes();
    long cpu = meter.cpuNanos();
    long wall = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      side.call().run();
    }
    wall = System.nanoTime() - wall;
    cpu = meter.cpuNanos() - cpu;
    bytes = meter.bytes() - bytes;
    return new Sample((long) calls * side.rows(), cpu, wall, bytes);
  }
}
