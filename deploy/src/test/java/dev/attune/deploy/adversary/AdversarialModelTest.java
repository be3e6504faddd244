package dev.attune.deploy.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.adversary.DecisionTrial.Outcome;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.recommend.Fatigue;
import dev.attune.topology.recommend.RecommendationSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whatever a model answers, nothing invalid comes out; and where a guard is missing, it does. */
class AdversarialModelTest {

  @Test
  void shouldNeverDecideAnythingInvalid() {
    List<Outcome> outcomes = new DecisionTrial(30_000, 7).run(judged -> {});

    assertThat(outcomes).hasSize(9);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.examples()).isEmpty();
              assertThat(outcome.invalid()).isZero();
              assertThat(outcome.failed()).isZero();
              assertThat(outcome.lists()).isGreaterThan(1_500);
              assertThat(outcome.settings()).isGreaterThan(100);
            });
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.adversary().endsWith("guarded"))
        .hasSize(3)
        .allSatisfy(outcome -> assertThat(outcome.fallbacks()).isPositive());
  }

  @Test
  void shouldCatchAnEngineThatKnowsNoModeration() {
    assertCaught(told(item -> item.setModeration(ModerationState.APPROVED)), "is not approved");
  }

  @Test
  void shouldCatchAnEngineThatKnowsNoRegions() {
    assertCaught(told(item -> item.setRegions(List.of())), "is not for");
  }

  @Test
  void shouldCatchAnEngineThatKnowsNoAges() {
    assertCaught(told(item -> item.setMinimumAge(0)), "is not for the age");
  }

  @Test
  void shouldCatchAnEngineThatKnowsNoTimes() {
    assertCaught(told(item -> item.setAvailableUntil(null)), "is gone");
  }

  @Test
  void shouldCatchAnEngineThatForgetsDismissals() {
    Fatigue none = new Fatigue(Duration.ofSeconds(1), 3, Duration.ofSeconds(1));

    assertCaught(with(none, 5, 2), "was dismissed");
  }

  @Test
  void shouldCatchListsThatAreTooLongOrOfOneCategory() {
    assertCaught(with(Fatigue.defaults(), 6, 2), "more than five items");
    assertCaught(with(Fatigue.defaults(), 5, 3), "more than two of");
  }

  private static void assertCaught(DecisionTrial defective, String problem) {
    List<Outcome> outcomes = defective.run(judged -> {});

    assertThat(outcomes)
        .anySatisfy(
            outcome -> {
              assertThat(outcome.invalid()).isPositive();
              assertThat(outcome.examples()).anyMatch(example -> example.contains(problem));
            });
  }

  private static DecisionTrial told(Consumer<CatalogItem> change) {
    UnaryOperator<CatalogItem> told =
        item -> {
          CatalogItem copy = CatalogItem.newBuilder(item).build();
          change.accept(copy);
          return copy;
        };
    return new DecisionTrial(9_000, 7, DecisionTrial.SETTINGS, told);
  }

  private static DecisionTrial with(Fatigue fatigue, int items, int perCategory) {
    RecommendationSettings usual = DecisionTrial.SETTINGS.recommendations();
    DecisionSettings settings =
        DecisionTrial.SETTINGS.withRecommendations(
            new RecommendationSettings(
                usual.interval(),
                usual.afterFeedback(),
                usual.expiry(),
                fatigue,
                items,
                perCategory,
                usual.taste()));
    return new DecisionTrial(9_000, 7, settings, item -> item);
  }
}
