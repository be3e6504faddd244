package dev.attune.deploy.adversary;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.FallbackUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.models.vocabulary.Vocabulary;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.audit.RuleCount;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.schemas.wire.AvroLimits;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.DecisionSink;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.engine.Refresh;
import dev.attune.topology.profile.Consent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Lets adversarial models answer for users who do anything, with a catalog that changes, through
 * the production engine; and has every decision judged by {@link RuleBook}.
 */
public final class DecisionTrial {

  private static final int USERS = 256;
  private static final int ROUNDS_BETWEEN_CHANGES = 40;
  private static final int EXAMPLES = 10;
  static final DecisionSettings SETTINGS =
      DecisionSettings.defaults().withInterval(Duration.ofSeconds(60));

  /**
   * One way to misbehave.
   *
   * @param guarded whether what is not finite, or fails, is answered by counts, as in production
   */
  private record Adversary(Malice malice, boolean guarded) {

    String name() {
      return malice.name().toLowerCase(Locale.ROOT).replace('_', '-')
          + (guarded ? ", guarded" : "");
    }
  }

  /**
   * What came of one adversary.
   *
   * @param adversary its name
   * @param lists lists judged
   * @param settings settings judged
   * @param invalid those of both that broke a rule
   * @param failed events that failed
   * @param modelCalls calls of the model
   * @param fallbacks those that counts answered, since the model's answer was no use
   * @param examples what was wrong, some of it
   */
  public record Outcome(
      String adversary,
      long lists,
      long settings,
      long invalid,
      long failed,
      long modelCalls,
      long fallbacks,
      List<String> examples) {

    /** Copies the examples. */
    public Outcome {
      examples = List.copyOf(examples);
    }

    /** Decisions judged. */
    public long decisions() {
      return lists + settings;
    }
  }

  private final long count;
  private final long seed;
  private final DecisionSettings settings;
  private final UnaryOperator<CatalogItem> told;

  /**
   * @param count how many decisions are judged at least
   * @param seed decides what users and models do
   */
  public DecisionTrial(long count, long seed) {
    this(count, seed, SETTINGS, item -> item);
  }

  /**
   * With a defect: the judge knows neither of the settings nor of what the engine is told.
   *
   * @param settings what the engine decides by
   * @param told what the engine is told of an item of the catalog
   */
  DecisionTrial(long count, long seed, DecisionSettings settings, UnaryOperator<CatalogItem> told) {
    AvroLimits.apply();
    this.count = count;
    this.seed = seed;
    this.settings = settings;
    this.told = told;
  }

  /**
   * Runs all adversaries.
   *
   * @param progress told how many decisions were judged so far
   */
  public List<Outcome> run(LongConsumer progress) {
    List<Adversary> adversaries = new ArrayList<>();
    for (Malice malice : Malice.values()) {
      if (malice != Malice.THROWING) {
        adversaries.add(new Adversary(malice, false));
      }
      if (malice == Malice.NOT_A_NUMBER || malice == Malice.INFINITE || malice == Malice.THROWING) {
        adversaries.add(new Adversary(malice, true));
      }
    }
    List<Outcome> outcomes = new ArrayList<>();
    long judged = 0;
    for (Adversary adversary : adversaries) {
      long each = (count + adversaries.size() - 1) / adversaries.size();
      Outcome outcome = new Run(adversary, each, judged, progress).outcome();
      judged += outcome.decisions();
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private static boolean isRestricted(CatalogItem item) {
    return item.getModeration() != ModerationState.APPROVED
        || !item.getRegions().isEmpty()
        || item.getMinimumAge() > 0
        || item.getAvailableFrom() != null
        || item.getAvailableUntil() != null;
  }

  /** One adversary. */
  private final class Run implements DecisionSink {

    private final Adversary adversary;
    private final long wanted;
    private final TrialCatalog items = new TrialCatalog(seed);
    private final Map<Pseudonym, RuleBook> books = new HashMap<>();
    private final Map<Pseudonym, TrialUser> users = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();
    private Catalog catalog = Catalog.EMPTY;
    private long lists;
    private long plans;
    private long invalid;
    private long failed;
    private int offered;
    private final long before;
    private final LongConsumer progress;

    Run(Adversary adversary, long wanted, long before, LongConsumer progress) {
      this.adversary = adversary;
      this.wanted = wanted;
      this.before = before;
      this.progress = progress;
      for (int i = 0; i < USERS; i++) {
        TrialUser user = new TrialUser(i, seed + adversary.malice().ordinal());
        users.put(user.pseudonym, user);
        Consent consent = user.profile.consent().orElseThrow();
        books.put(user.pseudonym, new RuleBook(consent.region(), consent.ageBand(), items.items()));
      }
    }

    Outcome outcome() {
      Vocabulary vocabulary =
          Vocabulary.of(items.items().keySet().stream().filter(id -> !id.endsWith("9")).toList());
      items.change(now());
      items.change(now());
      Set<Integer> forbidden =
          items.items().values().stream()
              .filter(DecisionTrial::isRestricted)
              .map(item -> vocabulary.index(item.getId()))
              .collect(Collectors.toSet());
      AdversarialModel own = new AdversarialModel(adversary.malice(), vocabulary, forbidden, seed);
      FallbackUsageModel guard = new FallbackUsageModel(own, new StatisticalUsageModel(vocabulary));
      UsageModel model = adversary.guarded() ? guard : own;
      PersonalizationEngine engine = new PersonalizationEngine(settings, model);
      for (int round = 0; lists + plans < wanted; round++) {
        if (round % ROUNDS_BETWEEN_CHANGES == 0) {
          change(engine);
        }
        engine.run(catalog, batch(round), this);
        progress.accept(before + lists + plans);
      }
      return new Outcome(
          adversary.name(),
          lists,
          plans,
          invalid,
          failed,
          adversary.guarded() ? guard.calls() : 0,
          adversary.guarded() ? guard.fallbackCalls() : 0,
          examples);
    }

    private long now() {
      return users.values().iterator().next().now();
    }

    /** The catalog changes, and every list that holds what it no longer should is replaced. */
    private void change(PersonalizationEngine engine) {
      items.change(now());
      catalog = Catalog.of(items.items().values().stream().map(told).toList());
      List<Refresh> refreshes = new ArrayList<>();
      for (TrialUser user : users.values()) {
        if (engine.isOutdated(catalog, user.profile)) {
          refreshes.add(new Refresh(user.pseudonym, user.profile, 0, 0));
        }
      }
      engine.refresh(catalog, refreshes, this);
    }

    private List<AcceptedEvent> batch(long offset) {
      List<AcceptedEvent> batch = new ArrayList<>(users.size());
      for (TrialUser user : users.values()) {
        UsageEvent event = user.next();
        books.get(user.pseudonym).happens(event);
        batch.add(new AcceptedEvent(user.pseudonym, user.profile, event, 0, 0, offset));
      }
      return batch;
    }

    @Override
    public void recommendations(AcceptedEvent cause, RecommendationList out) {
      lists++;
      offered = out.getItems().size();
      users.get(cause.user()).gets(out);
      long now = cause.event().getOccurredAt();
      judge(books.get(cause.user()).problems(out, now));
    }

    @Override
    public void notificationSettings(AcceptedEvent cause, NotificationSettings out) {
      plans++;
      offered = -1;
      judge(books.get(cause.user()).problems(out));
    }

    @Override
    public void audit(AcceptedEvent cause, DecisionMade entry) {
      int removed = entry.getRules().stream().mapToInt(RuleCount::getRemoved).sum();
      if (offered >= 0
          && (removed + offered != entry.getCandidates()
              || entry.getCandidates() != items.items().size())) {
        judge(List.of("the audit entry does not add up: " + entry));
      }
    }

    @Override
    public void failed(AcceptedEvent cause, Exception error) {
      failed++;
      judge(List.of("an event failed: " + error));
    }

    @Override
    public void notRefreshed(Pseudonym user, Exception error) {
      failed++;
      judge(List.of("a list could not be decided again: " + error));
    }

    private void judge(List<String> problems) {
      if (!problems.isEmpty()) {
        invalid++;
        if (examples.size() < EXAMPLES) {
          examples.add(adversary.name() + ": " + String.join("; ", problems));
        }
      }
    }
  }
}
