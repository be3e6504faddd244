package dev.attune.device.simulate;

import java.util.ArrayList;
import java.util.List;

/**
 * The one place that decides which app comes next. It computes an explicit distribution over the
 * apps the user has; the simulator draws from it and the oracle reports it, so the oracle is exact
 * by construction.
 *
 * <p>With probability {@code routineStrength} a running routine decides, otherwise with probability
 * {@code bounce} the user goes back to the app before; the rest is in proportion to personal
 * weight, part of the day, weekend, the category's hour and place, and what usually follows the app
 * just used.
 */
final class NextApp {
  private static final double AGAIN = 0.02;

  private final World world;
  private final Traits traits;
  private final Repertoire repertoire;

  NextApp(World world, Traits traits, Repertoire repertoire) {
    this.world = world;
    this.traits = traits;
    this.repertoire = repertoire;
  }

  /** Fills {@code out} with the probability of each slot of the repertoire; they sum to 1. */
  void probabilities(Surroundings now, Session session, double[] out) {
    int size = repertoire.size();
    int part = now.daypart();
    int hour = now.feltHour();
    int place = now.place().ordinal();
    boolean weekend = now.plan.weekend;
    double total = 0;
    for (int slot = 0; slot < size; slot++) {
      int app = repertoire.app(slot);
      AppCategory category = world.category(app);
      double weight =
          repertoire.weight(slot)
              * repertoire.atDaypart(slot, part)
              * category.atHour(hour, weekend)
              * category.atPlace(place);
      if (weekend) {
        weight *= repertoire.onWeekend(slot);
      }
      if (session.previous >= 0) {
        weight *= app == session.previous ? AGAIN : world.affinity(session.previous, app);
      }
      out[slot] = weight;
      total += weight;
    }
    int routine = session.routineApp() < 0 ? -1 : repertoire.slotOf(session.routineApp());
    int back = session.before < 0 ? -1 : repertoire.slotOf(session.before);
    double routineMass = routine < 0 ? 0 : traits.routineStrength;
    double backMass = back < 0 ? 0 : (1 - routineMass) * traits.bounce;
    double scale = (1 - routineMass - backMass) / total;
    double sum = 0;
    for (int slot = 0; slot < size; slot++) {
      double probability = out[slot] * scale;
      if (slot == routine) {
        probability += routineMass;
      }
      if (slot == back) {
        probability += backMass;
      }
      // offered a moment ago and not taken: less likely by exactly the share that would have taken
      // it
      probability *= session.declined(repertoire.app(slot));
      out[slot] = probability;
      sum += probability;
    }
    for (int slot = 0; slot < size; slot++) {
      out[slot] /= sum;
    }
  }

  /** The distribution for others to read, most probable first. */
  NextAppDistribution describe(double[] probabilities) {
    int size = repertoire.size();
    List<Integer> order = new ArrayList<>(size);
    for (int slot = 0; slot < size; slot++) {
      order.add(slot);
    }
    order.sort(
        (a, b) ->
            probabilities[a] != probabilities[b]
                ? Double.compare(probabilities[b], probabilities[a])
                : world.id(repertoire.app(a)).compareTo(world.id(repertoire.app(b))));
    List<String> apps = new ArrayList<>(size);
    double[] sorted = new double[size];
    for (int i = 0; i < size; i++) {
      apps.add(world.id(repertoire.app(order.get(i))));
      sorted[i] = probabilities[order.get(i)];
    }
    return new NextAppDistribution(apps, sorted);
  }
}
