package dev.attune.topology.engine;

import dev.attune.models.token.EventType;
import dev.attune.models.usage.ModelShape;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.notify.NotificationPlanner;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import dev.attune.topology.recommend.Recommender;
import dev.attune.topology.release.ModelChoice;
import dev.attune.topology.release.RankingWatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs accepted events through the model and makes the decisions they trigger.
 *
 * <p>Single-threaded and deterministic: what comes out for a user depends only on that user's
 * accepted events in order, the user's model release, the catalog and the settings; not on the
 * batches they come in, on other users or on any clock. For that, events run in waves of different
 * users, each user's events in their order; a wave is folded into the states first, then decided.
 *
 * <p>An event either counts fully or, when something about it fails, not at all ({@link
 * DecisionSink#failed}). Exceptions of the sink itself are not caught.
 */
public final class PersonalizationEngine {

  private final ModelChoice models;
  private final RankingWatch watch;
  private final long lateAfterSeconds;
  private final Recommender recommender;
  private final NotificationPlanner planner;
  private final ProfileCodec codec = new ProfileCodec();
  private final Observer observer;
  private final ControlShare control;
  private final ModelSteps modelSteps;
  private final DecisionMaker decisionMaker;
  private final Outputs outputs;

  /**
   * One model for everyone.
   *
   * @param model answers for every user; owned and closed by the caller
   * @throws IllegalArgumentException if the model's arrays do not have the standard shape
   */
  public PersonalizationEngine(DecisionSettings settings, UsageModel model) {
    this(settings, ModelChoice.of(model), RankingWatch.NONE);
    if (!model.shape().equals(ModelShape.STANDARD)) {
      throw new IllegalArgumentException("profiles have no room for a model of " + model.shape());
    }
  }

  /**
   * Several models, each for some of the users.
   *
   * @param models which model answers for whom; owned and closed by the caller
   * @param watch sees what is ranked and what is then opened
   */
  public PersonalizationEngine(DecisionSettings settings, ModelChoice models, RankingWatch watch) {
    this(settings, models, watch, UsageCounter.NONE);
  }

  /**
   * As above.
   *
   * @param counter counts events for private summaries
   */
  public PersonalizationEngine(
      DecisionSettings settings, ModelChoice models, RankingWatch watch, UsageCounter counter) {
    this.models = models;
    this.watch = watch;
    lateAfterSeconds = settings.lateAfter().toSeconds();
    recommender = new Recommender(settings.recommendations());
    planner = new NotificationPlanner(settings.notifications());
    observer = new Observer(settings.recommendations().fatigue().item().toSeconds(), counter);
    modelSteps = new ModelSteps();
    control = new ControlShare(settings.controlPermille());
    decisionMaker = new DecisionMaker(recommender, planner, control, watch);
    outputs = new Outputs(settings, recommender, planner, codec);
  }

  /**
   * Processes a batch: profiles are changed, and what was decided goes to the sink before this
   * returns.
   *
   * @param batch events in the order in which they were accepted
   */
  public void run(Catalog catalog, List<AcceptedEvent> batch, DecisionSink sink) {
    models.startBatch();
    Optional<UsageModel> sole = models.sole();
    Map<Pseudonym, UsageModel> modelOf = new HashMap<>();
    Waves waves = new Waves(batch);
    for (List<AcceptedEvent> wave = waves.next(this::callsForDecision);
        !wave.isEmpty();
        wave = waves.next(this::callsForDecision)) {
      if (sole.isPresent()) {
        runWave(sole.get(), catalog, wave, sink);
      } else {
        // Each user keeps one model throughout the batch.
        group(wave, modelOf).forEach((model, events) -> runWave(model, catalog, events, sink));
      }
    }
  }

  /** Whether an event is likely to be decided on; one that can't be understood is not. */
  private boolean callsForDecision(AcceptedEvent event) {
    try {
      EventType type = EventType.of(event.event());
      long now = event.event().getOccurredAt();
      return recommender.isDue(event.profile(), type, now)
          || planner.isDue(event.profile(), type, now);
    } catch (RuntimeException e) {
      // It fails when its turn comes, and is told of then.
      return false;
    }
  }

  /** The events of each model's users, in the order of the wave. */
  private Map<UsageModel, List<AcceptedEvent>> group(
      List<AcceptedEvent> wave, Map<Pseudonym, UsageModel> modelOf) {
    Map<UsageModel, List<AcceptedEvent>> groups = new LinkedHashMap<>();
    for (AcceptedEvent event : wave) {
      UsageModel model = modelOf.computeIfAbsent(event.user(), user -> choose(event));
      groups.computeIfAbsent(model, other -> new ArrayList<>()).add(event);
    }
    return groups;
  }

  private UsageModel choose(AcceptedEvent event) {
    Profile profile = event.profile();
    return models.modelOf(
        event.user(),
        profile.consent().map(Consent::region).orElse(""),
        profile.modelState().release());
  }

  private void runWave(
      UsageModel model, Catalog catalog, List<AcceptedEvent> wave, DecisionSink sink) {
    for (int from = 0; from < wave.size(); from += UsageModel.MAX_ROWS) {
      int to = Math.min(wave.size(), from + UsageModel.MAX_ROWS);
      runTogether(model, catalog, wave.subList(from, to), sink);
    }
  }

  private void runTogether(
      UsageModel model, Catalog catalog, List<AcceptedEvent> events, DecisionSink sink) {
    List<Step> steps = new ArrayList<>(events.size());
    List<PendingDecision> due = new ArrayList<>();
    for (AcceptedEvent event : events) {
      understand(event, steps, due, sink);
    }
    List<Step> advanced =
        modelSteps.advance(
            model,
            steps,
            (step, error) -> {
              due.removeIf(pending -> pending.step() == step);
              sink.failed(step.cause(), error);
            });
    for (Step step : advanced) {
      if (step.type() == EventType.APP_OPENED && !step.late()) {
        watch.opened(step.cause().user(), step.token().itemHash());
      }
      observer.observe(catalog, step);
      if (isAnswer(step.type())) {
        sink.answered(step.cause(), control.of(step.cause().user()), step.type());
      }
    }
    if (due.isEmpty()) {
      return;
    }
    decisionMaker.decide(model, catalog, due);
    for (PendingDecision decided : due) {
      if (decided.failure().isPresent()) {
        undo(decided);
        sink.failed(decided.step().cause(), decided.failure().get());
      } else {
        outputs.send(catalog, decided, sink);
      }
    }
  }

  private static boolean isAnswer(EventType type) {
    return switch (type) {
      case RECOMMENDATION_SHOWN,
          RECOMMENDATION_ACCEPTED,
          RECOMMENDATION_DISMISSED,
          NOTIFICATION_POSTED,
          NOTIFICATION_OPENED,
          NOTIFICATION_DISMISSED ->
          true;
      default -> false;
    };
  }

  private void understand(
      AcceptedEvent event, List<Step> steps, List<PendingDecision> due, DecisionSink sink) {
    try {
      Step step = Step.of(event, lateAfterSeconds);
      boolean list = !step.late() && recommender.isDue(event.profile(), step.type(), step.now());
      boolean settings = !step.late() && planner.isDue(event.profile(), step.type(), step.now());
      if (list || settings) {
        byte[] before = codec.encode(event.profile());
        due.add(new PendingDecision(step, list, settings, before));
      }
      steps.add(step);
    } catch (RuntimeException e) {
      sink.failed(event, e);
    }
  }

  /**
   * Whether the user's last list holds something that may not be offered any more, so that it
   * should be decided again.
   */
  public boolean isOutdated(Catalog catalog, Profile profile) {
    return recommender.isOutdated(catalog, profile);
  }

  /**
   * Decides lists again, without any event. They keep their time and expire no later than before.
   * Profiles are changed, and what was decided goes to the sink before this returns.
   *
   * @param refreshes of different users
   */
  public void refresh(Catalog catalog, List<Refresh> refreshes, DecisionSink sink) {
    models.startBatch();
    Map<UsageModel, List<PendingDecision>> due = new LinkedHashMap<>();
    for (Refresh refresh : refreshes) {
      Step step = refresh.step(catalog);
      due.computeIfAbsent(
              models.sole().orElseGet(() -> choose(step.cause())), model -> new ArrayList<>())
          .add(new PendingDecision(step, true, false, new byte[0]));
    }
    due.forEach((model, lists) -> refresh(model, catalog, lists, sink));
  }

  private void refresh(
      UsageModel model, Catalog catalog, List<PendingDecision> lists, DecisionSink sink) {
    for (int from = 0; from < lists.size(); from += UsageModel.MAX_ROWS) {
      List<PendingDecision> part =
          lists.subList(from, Math.min(lists.size(), from + UsageModel.MAX_ROWS));
      try {
        modelSteps.renew(model, part.stream().map(PendingDecision::step).toList());
        decisionMaker.decide(model, catalog, part);
      } catch (RuntimeException e) {
        part.forEach(list -> list.failed(e));
      }
      for (PendingDecision decided : part) {
        if (decided.failure().isPresent()) {
          sink.notRefreshed(decided.step().cause().user(), decided.failure().get());
        } else {
          outputs.send(catalog, decided, sink);
        }
      }
    }
  }

  /** The watermarks stay: later events of the user may have passed the gate already. */
  private void undo(PendingDecision failed) {
    failed.step().profile().takePersonalization(codec.decode(failed.before()));
  }
}
