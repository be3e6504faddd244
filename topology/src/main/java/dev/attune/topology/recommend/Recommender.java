package dev.attune.topology.recommend;

import dev.attune.models.token.EventType;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.topology.catalog.Audience;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Outbox;
import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Decides what to offer a user, in two steps around the model: {@link #candidates} applies every
 * rule before the model is asked, {@link #decide} orders what is left. So whatever the model
 * answers, nothing invalid is offered.
 *
 * <p>Reads profiles and never changes them.
 */
public final class Recommender {

  private static final long SECONDS_PER_DRAW = 86_400;
  private static final int PURPOSE = 64;

  private final long interval;
  private final long afterFeedback;
  private final long expiry;
  private final CategoryBandit.Usual taste;
  private final CandidatePicker picker;
  private final Scorer scorer;
  private final ListComposer composer;

  /** Decides with these settings. */
  public Recommender(RecommendationSettings settings) {
    interval = settings.interval().toSeconds();
    afterFeedback = settings.afterFeedback().toSeconds();
    expiry = settings.expiry().toSeconds();
    taste = new CategoryBandit.Usual(settings.taste());
    picker = new CandidatePicker(settings.fatigue());
    scorer = new Scorer(settings.taste());
    composer = new ListComposer(settings.maximumItems(), settings.perCategory());
  }

  /**
   * Whether an event calls for a decision: an unlock, or an accepted item, unless the last decision
   * was too short a while ago; a dismissed item always.
   *
   * @param now when the event happened, in seconds since 1970-01-01T00:00Z
   */
  public boolean isDue(Profile profile, EventType type, long now) {
    return switch (type) {
      case DEVICE_UNLOCKED -> isDue(profile, now, interval);
      case RECOMMENDATION_ACCEPTED -> isDue(profile, now, afterFeedback);
      // The last list may hold the item, and is shown again until another one comes.
      case RECOMMENDATION_DISMISSED -> true;
      default -> false;
    };
  }

  /**
   * Whether the last list sent holds something that may not be offered to the user any more, or not
   * for as long as the list is of use: an item that left the catalog, say.
   */
  public boolean isOutdated(Catalog catalog, Profile profile) {
    Outbox outbox = profile.outbox();
    Audience audience = catalog.audience(profile.consent());
    for (int i = 0; i < outbox.listSize(); i++) {
      if (!audience.allows(outbox.listed(i), outbox.listExpiresAt())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDue(Profile profile, long now, long wait) {
    long last = profile.outbox().listDecidedAt();
    return last == 0 || now - last >= wait;
  }

  /**
   * What may be offered to the user now.
   *
   * @param usual what anyone of the user's audience gets at this hour
   */
  public Candidates candidates(
      Catalog catalog, Pseudonym user, Profile profile, long now, PublicDefault usual) {
    return picker.pick(catalog, user, profile, now, usual);
  }

  /**
   * Orders the candidates. Call it once for candidates.
   *
   * @param usual what the candidates were picked with
   * @param similar of the release that answers
   * @param hourOfWeek the user's hour of the week, 0 to 167
   * @param scores the model's scores of the candidates' apps, from {@code offset}; any numbers
   */
  public Recommendation decide(
      Catalog catalog,
      Pseudonym user,
      Profile profile,
      Candidates candidates,
      PublicDefault usual,
      SimilarUse similar,
      int hourOfWeek,
      long now,
      float[] scores,
      int offset) {
    CategoryTaste uses = CategoryTaste.of(catalog, profile);
    long key = KeyedNumbers.key(user, Math.floorDiv(now, SECONDS_PER_DRAW), PURPOSE);
    CategoryBandit bandit = new CategoryBandit(taste, profile.feedback(), key);
    Evidence evidence = new Evidence(profile);
    List<Scored> list =
        composer.compose(
            scorer.score(candidates, uses, bandit, evidence, profile.habits(), scores, offset),
            profile,
            candidates.removed());
    Reasons reasons =
        new Reasons(catalog, profile, uses, bandit, evidence, usual, similar, hourOfWeek);
    return recommendation(list, reasons::of, candidates, now);
  }

  /**
   * What anyone of the user's audience gets at this hour: nothing about the user counts but what
   * must not be offered to them.
   */
  public Recommendation baseline(Catalog catalog, Profile profile, long now, PublicDefault usual) {
    Candidates candidates = picker.baseline(catalog, profile, now, usual);
    List<Scored> list = composer.compose(scorer.score(candidates, usual), candidates.removed());
    return recommendation(list, entry -> Reasons.ofBaseline(entry, usual), candidates, now);
  }

  private Recommendation recommendation(
      List<Scored> list, Function<CatalogEntry, Reason> reasons, Candidates candidates, long now) {
    List<RecommendedItem> items = new ArrayList<>(list.size());
    long expiresAt = now + expiry;
    for (Scored item : list) {
      CatalogEntry entry = item.entry();
      items.add(
          new RecommendedItem(
              entry.id(), entry.kind(), item.permille(), reasons.apply(entry), List.of()));
      // Phones drop a list that expired: so no item outlives its time.
      expiresAt = Math.min(expiresAt, entry.availableUntil());
    }
    return new Recommendation(
        items,
        expiresAt,
        list.stream().map(item -> item.entry().hash()).toList(),
        candidates.considered(),
        candidates.removed().entries());
  }

  /**
   * Whether the list is worth sending: other items, or another order, than last time, or the last
   * list expired, or it says it is of use for longer than an item of it may be offered.
   */
  public boolean isNews(Profile profile, Recommendation recommendation, long now) {
    Outbox outbox = profile.outbox();
    if (recommendation.items().isEmpty()) {
      return outbox.listSize() > 0;
    }
    return !outbox.isListed(recommendation.hashArray())
        || now >= outbox.listExpiresAt()
        || recommendation.expiresAt() < outbox.listExpiresAt();
  }
}
