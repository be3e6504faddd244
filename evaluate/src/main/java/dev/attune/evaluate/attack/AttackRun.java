package dev.attune.evaluate.attack;

import dev.attune.evaluate.synthetic.SimulatedCohort;
import dev.attune.evaluate.synthetic.UserWindow;
import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.WrittenSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Attacks exporters, all on the same users of the simulator on one day. A half of a seed's users,
 * by lot, makes one release, the other half another: whoever is in one is held out of the other, so
 * that each is attacked with both.
 */
public final class AttackRun {

  private static final int DAY = 1;

  private AttackRun() {}

  /**
   * Attacks each exporter.
   *
   * @param done called after each step, of which each exporter has {@link AttackSettings#steps}
   */
  public static List<Attacked> collect(
      AttackSettings settings, List<Exporter> exporters, Runnable done) {
    Map<String, Map<String, Tally>> tallies = new HashMap<>();
    exporters.forEach(exporter -> tallies.put(exporter.name(), new TreeMap<>()));
    for (int release = 0; release < settings.releases(); release++) {
      long seed = settings.seed() + release;
      List<UserWindow> users =
          new ArrayList<>(SimulatedCohort.of(seed, 2 * settings.users(), "").day(DAY));
      Collections.shuffle(users, new Random(seed));
      for (Exporter exporter : exporters) {
        attack(
            exporter,
            users.subList(0, settings.users()),
            users.subList(settings.users(), users.size()),
            seed,
            tallies.get(exporter.name()));
        done.run();
      }
    }
    List<Attacked> attacked = new ArrayList<>();
    SimulatedCohort cohort =
        SimulatedCohort.of(
            settings.seed() + settings.releases(), settings.users() + settings.canaries(), "");
    List<UserWindow> people = cohort.day(DAY);
    for (Exporter exporter : exporters) {
      Detection membership = membership(settings, exporter, cohort.cells(), people);
      attacked.add(new Attacked(exporter.name(), tallies.get(exporter.name()), membership));
      done.run();
    }
    return attacked;
  }

  private static Detection membership(
      AttackSettings settings, Exporter exporter, CohortCells cells, List<UserWindow> people) {
    return new Membership(
            exporter,
            cells,
            people.subList(settings.canaries(), people.size()),
            people.subList(0, settings.canaries()))
        .attack(settings.shadows(), settings.seed());
  }

  /** Two releases, of each half of the users; who is in one is held out of the other. */
  private static void attack(
      Exporter exporter,
      List<UserWindow> one,
      List<UserWindow> other,
      long seed,
      Map<String, Tally> into) {
    List<double[]> ofOne = rows(exporter.publish(one, 2 * seed));
    List<double[]> ofOther = rows(exporter.publish(other, 2 * seed + 1));
    attack(Population.of(one), ofOne, Population.of(other), ofOther, seed, into);
    attack(Population.of(other), ofOther, Population.of(one), ofOne, seed, into);
  }

  private static List<double[]> rows(List<WrittenSession> sessions) {
    return sessions.stream().map(Trait::row).toList();
  }

  private static void attack(
      Population people,
      List<double[]> published,
      Population heldOut,
      List<double[]> control,
      long seed,
      Map<String, Tally> into) {
    SinglingOut singlingOut = new SinglingOut(published, seed);
    int attacks = people.size();
    add(
        into,
        Attacked.SINGLING_OUT + ", one trait",
        singlingOut.univariate(people, heldOut, attacks));
    add(
        into,
        Attacked.SINGLING_OUT + ", several traits",
        singlingOut.multivariate(people, heldOut, attacks));
    add(into, Attacked.LINKABILITY, new Linkability(published, control, seed).attack(people));
    new Inference(published, control, seed)
        .attack(people)
        .forEach(
            (secret, tally) ->
                add(
                    into,
                    Attacked.INFERENCE + ", " + secret.name().toLowerCase(Locale.ROOT),
                    tally));
  }

  private static void add(Map<String, Tally> into, String attack, Tally tally) {
    into.merge(attack, tally, Tally::plus);
  }
}
