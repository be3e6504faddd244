package dev.attune.evaluate.loop;

import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.FallbackUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonymizer;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.decision.Arm;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.recommend.RecommendationSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Measures what personalization is worth, with users whose true preferences are known to the
 * measurement and hidden from the pipeline.
 *
 * <p>Every user lives more than once from the same beginning: with personal decisions, and with
 * those of the control share; and both once more with a change of habits. Who the user is, what
 * arrives and what they would like is the same in all of these lives, so that differences between
 * lives are paired by user, and intervals are much narrower than those between two shares of users
 * would be.
 */
public final class LoopRun {

  private static final int EVERYONE = 1000;

  private final LoopSettings settings;
  private final DecisionSettings decisions;
  private final UsageModel model;
  private final List<CatalogItem> items;

  /**
   * @param decisions how the pipeline decides; its control share is replaced
   * @param model answers for every user; owned by the caller
   */
  public LoopRun(LoopSettings settings, DecisionSettings decisions, UsageModel model) {
    this.settings = settings;
    this.decisions = decisions;
    this.model = new FallbackUsageModel(model, new StatisticalUsageModel(model.vocabulary()));
    this.items = catalog(settings);
  }

  /** How many days there are to simulate, in all kinds of lives together. */
  public int work() {
    return settings.days() * (settings.habitChangeDay() > 0 ? 4 : 2);
  }

  /**
   * Simulates and measures.
   *
   * @param progress told how many days are done
   */
  public LoopResult run(IntConsumer progress, Bootstrap bootstrap) {
    int[] done = new int[1];
    IntConsumer day = more -> progress.accept(done[0] += more);
    Diaries none = new Diaries(List.of());
    boolean changes = settings.habitChangeDay() > 0;
    Outcome outcome =
        new Outcome(
            settings,
            live(decisions(Arm.TREATED), false, day),
            live(decisions(Arm.CONTROL), false, day),
            changes ? live(decisions(Arm.TREATED), true, day) : none,
            changes ? live(decisions(Arm.CONTROL), true, day) : none,
            offerable());
    return new LoopResult(
        new LoopFigures(outcome, bootstrap).all(), new LoopTables(outcome, bootstrap).all());
  }

  /** How many days {@link #compareAnswers} simulates. */
  public int workOfComparison() {
    return settings.days() * AnswerUse.values().length;
  }

  /**
   * Lets the users live with other ways to use their answers, and compares.
   *
   * @param progress told how many days are done
   */
  public Grid compareAnswers(IntConsumer progress, Bootstrap bootstrap) {
    int[] done = new int[1];
    Map<AnswerUse, Diaries> lives = new EnumMap<>(AnswerUse.class);
    for (AnswerUse use : AnswerUse.values()) {
      lives.put(use, live(decisions(use), false, more -> progress.accept(done[0] += more)));
    }
    return new AnswerTable(settings, lives, offerable(), bootstrap).grid();
  }

  private Diaries live(DecisionSettings how, boolean changing, IntConsumer day) {
    try (Pipeline pipeline = new EnginePipeline(how, items, model)) {
      List<Life> lives = lives(settings, how, changing);
      new Lives(pipeline, lives).live(LoopSettings.START.getEpochSecond(), settings.days(), day);
      return new Diaries(lives.stream().map(Life::diary).toList());
    }
  }

  private DecisionSettings decisions(Arm arm) {
    return decisions.withControlPermille(arm == Arm.CONTROL ? EVERYONE : 0);
  }

  private DecisionSettings decisions(AnswerUse use) {
    RecommendationSettings usual = decisions.recommendations();
    return decisions(Arm.TREATED).withRecommendations(usual.withTaste(use.of(usual.taste())));
  }

  /** All users at the beginning of their lives. */
  static List<Life> lives(LoopSettings settings, DecisionSettings decisions, boolean changing) {
    Map<String, CatalogItem> catalog = new HashMap<>();
    catalog(settings).forEach(item -> catalog.put(item.getId(), item));
    long start = LoopSettings.START.getEpochSecond();
    long fatigue = decisions.recommendations().fatigue().item().toSeconds();
    Pseudonymizer pseudonymizer = Pseudonymizer.withKey(new byte[Pseudonymizer.KEY_BYTES]);
    List<Life> lives = new ArrayList<>();
    for (long seed : settings.seeds()) {
      SimulationConfig usual = SimulationConfig.of(seed, settings.users(), LoopSettings.START);
      Simulation world =
          new Simulation(changing ? usual.withHabitChangeOnDay(settings.habitChangeDay()) : usual);
      for (int user = 0; user < world.users(); user++) {
        Diary diary = new Diary(settings.days(), settings.warmUpDays());
        lives.add(new Life(world.user(user), pseudonymizer, catalog, start, fatigue, diary));
      }
    }
    return lives;
  }

  /** The catalog is the same under every seed. */
  private static List<CatalogItem> catalog(LoopSettings settings) {
    return new Simulation(
            SimulationConfig.of(settings.seeds().get(0), settings.users(), LoopSettings.START))
        .catalog();
  }

  private Set<String> offerable() {
    Set<String> offerable = new HashSet<>();
    List<Life> lives = lives(settings, decisions, false);
    for (CatalogItem item : items) {
      if (lives.stream().anyMatch(life -> OfferWatch.isFor(item, life.consent()))) {
        offerable.add(item.getId());
      }
    }
    return offerable;
  }
}
