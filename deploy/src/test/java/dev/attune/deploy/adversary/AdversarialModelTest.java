package dev.attune.deploy.adversary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.deploy.adversary.DecisionTrial.Outcome;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a model answers, nothing invalid comes out; and the judge can tell. */
class AdversarialModelTest {

  private static final long NOW = 1_767_600_000;

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

  @ParameterizedTest
  @ValueSource(strings = {"app:pending", "app:adults", "app:elsewhere", "app:over", "app:none"})
  void shouldHaveAJudgeWhoSeesWhatMustNotBe(String id) {
    CatalogItem fine = item("app:fine");
    CatalogItem pending = item("app:pending");
    pending.setModeration(ModerationState.PENDING);
    CatalogItem adults = item("app:adults");
    adults.setMinimumAge(18);
    CatalogItem elsewhere = item("app:elsewhere");
    elsewhere.setRegions(List.of("us"));
    CatalogItem over = item("app:over");
    over.setAvailableUntil(NOW);
    Map<String, CatalogItem> catalog =
        Map.of(
            fine.getId(), fine,
            pending.getId(), pending,
            adults.getId(), adults,
            elsewhere.getId(), elsewhere,
            over.getId(), over);
    RuleBook rules = new RuleBook("eu", AgeBand.TEEN, catalog);

    assertThat(rules.problems(list("app:fine"), NOW)).isEmpty();
    assertThat(rules.problems(list(id), NOW)).isNotEmpty();
  }

  private static CatalogItem item(String id) {
    return CatalogItem.newBuilder()
        .setId(id)
        .setKind(ItemKind.APP)
        .setCategory("games")
        .setTitle(id)
        .setModeration(ModerationState.APPROVED)
        .build();
  }

  private static RecommendationList list(String id) {
    return new RecommendationList(
        new DecisionId(new byte[16]),
        NOW,
        NOW + 3600,
        "r1",
        List.of(
            new RecommendedItem(
                id,
                ItemKind.APP,
                500,
                new Reason(ReasonCode.EXPLORING, "New.", 0, 0, ""),
                List.of())),
        Origin.GENERATED,
        Arm.TREATED);
  }
}
