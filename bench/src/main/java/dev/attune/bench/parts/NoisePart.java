package dev.attune.bench.parts;

import dev.attune.privacy.budget.MonthlyBudget;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.noise.DiscreteLaplace;
import dev.attune.privacy.noise.RandomBits;
import dev.attune.topology.summary.SummarySettings;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The noise of one cell of a private summary, from secure bits. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NoisePart {

  private static final int DAYS_OF_MONTH = 31;

  private final RandomBits bits = RandomBits.secure();
  private final DiscreteGaussian gaussian =
      MonthlyBudget.forGuarantee(new BigDecimal("4"), new BigDecimal("1e-9"), BigDecimal.ZERO)
          .noiseFor(SummarySettings.CELLS, DAYS_OF_MONTH);
  private final DiscreteLaplace laplace =
      DiscreteLaplace.ofScale(1 + (long) Math.sqrt(gaussian.varianceNumerator()), 1);

  /** As released by default: a summary a day, of epsilon 4 and delta 1e-9 a month. */
  @Benchmark
  public long gaussian() {
    return gaussian.sample(bits);
  }

  /** Of the scale that the Gaussian above draws its proposals with. */
  @Benchmark
  public long laplace() {
    return laplace.sample(bits);
  }

  /** A secure byte, of which a draw takes several. */
  @Benchmark
  public long secureByte() {
    return bits.next(Byte.SIZE);
  }
}
