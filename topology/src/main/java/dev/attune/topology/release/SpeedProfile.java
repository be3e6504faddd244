package dev.attune.topology.release;

import java.util.EnumMap;
import java.util.Map;

/** How long calls of a model take: a fixed part and one for each row, in nanoseconds. */
final class SpeedProfile {

  /** Without limits. */
  static final SpeedProfile NEVER = new SpeedProfile(Map.of());

  /** What a model can be asked. */
  enum Call {
    UPDATE,
    READOUT,
    RANK
  }

  /** What one kind of call takes. */
  record Cost(double fixed, double perRow) {

    /** From the times of a call with one row and of one with many. */
    static Cost of(double oneRow, double manyRows, int many) {
      double perRow = Math.max(0, (manyRows - oneRow) / (many - 1));
      return new Cost(Math.max(0, oneRow - perRow), perRow);
    }
  }

  private final Map<Call, Cost> costs;

  SpeedProfile(Map<Call, Cost> costs) {
    this.costs = costs.isEmpty() ? Map.of() : new EnumMap<>(costs);
  }

  /** What a call takes; endless where nothing is known. */
  double nanos(Call call, int rows) {
    Cost cost = costs.get(call);
    return cost == null ? Double.POSITIVE_INFINITY : cost.fixed + rows * cost.perRow;
  }

  /** So many times as long. */
  SpeedProfile times(double factor) {
    Map<Call, Cost> longer = new EnumMap<>(Call.class);
    costs.forEach(
        (call, cost) -> longer.put(call, new Cost(cost.fixed * factor, cost.perRow * factor)));
    return new SpeedProfile(longer);
  }
}
