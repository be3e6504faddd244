package dev.attune.evaluate.run;

import dev.attune.evaluate.baseline.Baseline;
import dev.attune.evaluate.baseline.Baselines;
import dev.attune.evaluate.baseline.Population;
import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.Histories;
import dev.attune.evaluate.history.RecordedHistories;
import dev.attune.evaluate.history.SimulatedHistories;
import dev.attune.evaluate.history.SimulationSpan;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.result.DriftRecovery;
import dev.attune.evaluate.result.ModelEvaluation;
import dev.attune.evaluate.result.Sheet;
import dev.attune.evaluate.served.ServedModel;
import dev.attune.models.usage.UsageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * One evaluation of one or more models, beside baselines and, for simulated users, the oracle and
 * an abrupt change of habits.
 *
 * <p>Baselines know a population. For simulated users it is other simulated users, of a training
 * seed; for a log it is what its own users did before the test period, each user's last question
 * left out.
 */
public final class ModelRun {

  /** How many simulated users baselines know. */
  public static final int POPULATION_USERS = 400;

  private final List<UsageModel> models;
  private final List<Group> groups;
  private final List<Group> changing;
  private final Population population;
  private final Bootstrap bootstrap;

  private ModelRun(ModelRun from, List<Group> changing) {
    this.models = from.models;
    this.groups = from.groups;
    this.changing = List.copyOf(changing);
    this.population = from.population;
    this.bootstrap = from.bootstrap;
  }

  private ModelRun(
      List<UsageModel> models,
      List<Group> groups,
      List<Group> changing,
      Histories population,
      boolean wholePopulation,
      Bootstrap bootstrap) {
    this.models = List.copyOf(models);
    this.groups = List.copyOf(groups);
    this.changing = List.copyOf(changing);
    this.bootstrap = bootstrap;
    Apps apps = Apps.of(population.items(), models.stream().map(UsageModel::vocabulary).toList());
    this.population = new Population(apps);
    population.forEach(
        user ->
            this.population.add(
                user,
                wholePopulation
                    ? user.size()
                    : Math.min(user.testFrom(), Math.max(0, user.lastQuestion()))));
  }

  /**
   * On simulated users.
   *
   * @param models what is evaluated; the first one is what reports are about
   * @param seeds of the simulations, below {@link SimulatedHistories#FIRST_TRAINING_SEED}
   * @param users how many users of each seed
   * @param days how many days of each user; the last third is the test period
   * @param region the only region whose users are taken; empty for all
   * @throws IllegalArgumentException in a sentence, if a number can't be
   */
  public static ModelRun simulated(
      List<UsageModel> models,
      List<Long> seeds,
      int users,
      int days,
      String region,
      Bootstrap bootstrap) {
    List<Group> groups = new ArrayList<>();
    List<Group> changing = new ArrayList<>();
    for (long seed : seeds) {
      if (seed < 0 || seed >= SimulatedHistories.FIRST_TRAINING_SEED) {
        throw new IllegalArgumentException(
            "Seeds for evaluation are from 0 to "
                + (SimulatedHistories.FIRST_TRAINING_SEED - 1)
                + ", models are trained on the others; "
                + seed
                + " is not.");
      }
      String name = Long.toString(seed);
      SimulationSpan span = SimulationSpan.of(users, days, region);
      groups.add(new Group(name, new SimulatedHistories(seed, span)));
      SimulationSpan change = SimulationSpan.changing(users, days, region);
      changing.add(new Group(name, new SimulatedHistories(seed, change)));
    }
    Histories population =
        new SimulatedHistories(
            SimulatedHistories.FIRST_TRAINING_SEED, SimulationSpan.of(POPULATION_USERS, days, ""));
    return new ModelRun(models, groups, changing, population, true, bootstrap);
  }

  /** On the users of a recorded log. */
  public static ModelRun recorded(
      List<UsageModel> models, String name, RecordedHistories histories, Bootstrap bootstrap) {
    return new ModelRun(
        models, List.of(new Group(name, histories)), List.of(), histories, false, bootstrap);
  }

  /** The same without the users who change habits, which takes half the time. */
  public ModelRun withoutChange() {
    return new ModelRun(this, List.of());
  }

  /** How many apps are ranked. */
  public int apps() {
    return population.apps().size();
  }

  /** How many users the baselines know. */
  public int populationUsers() {
    return population.users();
  }

  /** How many users there are to go through, all parts together. */
  public int work() {
    int users = 0;
    for (Group group : groups) {
      users += group.histories().users();
    }
    for (Group group : changing) {
      users += group.histories().users();
    }
    return users;
  }

  /**
   * What was found.
   *
   * @param evaluation of all users
   * @param drift of the users who change habits; empty for a log
   */
  public record Outcome(ModelEvaluation evaluation, Optional<DriftRecovery> drift) {}

  /**
   * Asks everybody everything.
   *
   * @param progress is told how many users of {@link #work} are done
   */
  public Outcome run(IntConsumer progress) {
    List<ServedModel> served =
        models.stream().map(model -> new ServedModel(model, population.apps())).toList();
    List<Baseline> baselines = Baselines.of(population);
    int[] done = {0};
    Sheet usual = new Sheet(served, baselines, population);
    ask(usual, groups, done, progress);
    ModelEvaluation evaluation = new ModelEvaluation(usual, bootstrap);
    if (changing.isEmpty()) {
      return new Outcome(evaluation, Optional.empty());
    }
    Sheet changed = new Sheet(served, baselines, population);
    ask(changed, changing, done, progress);
    return new Outcome(evaluation, Optional.of(new DriftRecovery(changed, bootstrap)));
  }

  private static void ask(Sheet sheet, List<Group> groups, int[] done, IntConsumer progress) {
    for (Group group : groups) {
      sheet.ask(group.name(), group.histories(), some -> progress.accept(done[0] + some));
      done[0] += group.histories().users();
    }
  }
}
