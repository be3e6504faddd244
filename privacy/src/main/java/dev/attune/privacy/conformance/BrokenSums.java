package dev.attune.privacy.conformance;

import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.conformance.SumsCheck.Event;
import dev.attune.privacy.conformance.SumsCheck.User;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bounding with one defect at a time. */
record BrokenSums(Defect defect) implements SumsCheck.Aggregation {

  enum Defect {
    NONE,
    ROUNDS_UP_IN_CLIPPING,
    ROUNDS_TO_NEAREST_IN_CLIPPING,
    TAKES_THE_ROOT_ROUNDED_DOWN,
    DOES_NOT_CLIP,
    CLIPS_ONLY_WELL_ABOVE_THE_NORM,
    CAPS_EVENTS_NOT_TOTALS,
    KEEPS_ONE_CELL_TOO_MANY,
    KEEPS_THE_FIRST_CELLS_TO_ARRIVE,
    KEEPS_CELLS_THAT_ARE_POPULAR_AMONG_ALL,
    COUNTS_EVERY_USER_TWICE
  }

  @Override
  public long[] sums(ContributionLimits limits, int cells, List<User> users) {
    Map<Integer, Integer> popularity = new HashMap<>();
    users.forEach(
        user -> user.events().forEach(event -> popularity.merge(event.cell(), 1, Integer::sum)));
    long[] sums = new long[cells];
    int times = defect == Defect.COUNTS_EVERY_USER_TWICE ? 2 : 1;
    for (User user : users) {
      bounded(limits, user, popularity).forEach((cell, value) -> sums[cell] += times * value);
    }
    return sums;
  }

  private Map<Integer, Long> bounded(
      ContributionLimits limits, User user, Map<Integer, Integer> popularity) {
    long cap = limits.maxPerCell();
    Map<Integer, Long> totals = new LinkedHashMap<>();
    for (Event event : user.events()) {
      long amount =
          defect == Defect.CAPS_EVENTS_NOT_TOTALS ? Math.min(cap, event.amount()) : event.amount();
      if (amount > 0) {
        totals.merge(event.cell(), amount, Long::sum);
      }
    }
    List<Integer> order = new ArrayList<>(totals.keySet());
    if (defect == Defect.KEEPS_CELLS_THAT_ARE_POPULAR_AMONG_ALL) {
      order.sort((a, b) -> popularity.get(b) * 100 - b - popularity.get(a) * 100 + a);
    } else if (defect != Defect.KEEPS_THE_FIRST_CELLS_TO_ARRIVE) {
      order.sort((a, b) -> rank(user, a) - rank(user, b));
    }
    int keep = limits.maxCells() + (defect == Defect.KEEPS_ONE_CELL_TOO_MANY ? 1 : 0);
    Map<Integer, Long> kept = new HashMap<>();
    for (int cell : order.subList(0, Math.min(keep, order.size()))) {
      long total = totals.get(cell);
      kept.put(cell, defect == Defect.CAPS_EVENTS_NOT_TOTALS ? total : Math.min(cap, total));
    }
    clip(kept, limits.maxNorm());
    return kept;
  }

  private void clip(Map<Integer, Long> kept, long norm) {
    long squared = kept.values().stream().mapToLong(v -> v * v).sum();
    long limit = defect == Defect.CLIPS_ONLY_WELL_ABOVE_THE_NORM ? 2 * norm * norm : norm * norm;
    if (squared <= limit || defect == Defect.DOES_NOT_CLIP) {
      return;
    }
    double root = Math.sqrt(squared);
    long r =
        (long) (defect == Defect.TAKES_THE_ROOT_ROUNDED_DOWN ? Math.floor(root) : Math.ceil(root));
    kept.replaceAll(
        (cell, v) ->
            switch (defect) {
              case ROUNDS_UP_IN_CLIPPING -> (v * norm + r - 1) / r;
              case ROUNDS_TO_NEAREST_IN_CLIPPING -> (2 * v * norm + r) / (2 * r);
              default -> v * norm / r;
            });
  }

  private static int rank(User user, int cell) {
    return Arrays.hashCode(user.id()) * 31 + cell * 0x9E3779B1 >>> 1;
  }
}
