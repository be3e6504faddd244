package dev.attune.deploy.demo;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import java.util.List;
import java.util.stream.Stream;

/** Records to test with. */
final class Samples {
  static final long NOON = 1_709_553_600; // 2024-03-04T12:00Z, a Monday

  private Samples() {}

  static CatalogItem item(String id) {
    return CatalogItem.newBuilder()
        .setId(id)
        .setKind(ItemKind.APP)
        .setCategory("tools")
        .setTitle("Title of " + id)
        .setModeration(ModerationState.APPROVED)
        .build();
  }

  static ConsentChanged consent(String region, AgeBand band) {
    return new ConsentChanged(List.of(Purpose.PERSONALIZATION), "1", region, band);
  }

  static RecommendationList list(String... items) {
    return new RecommendationList(
        new DecisionId(new byte[16]),
        NOON,
        NOON + 3600,
        "r1",
        Stream.of(items)
            .map(
                id ->
                    new RecommendedItem(
                        id,
                        ItemKind.APP,
                        500,
                        new Reason(ReasonCode.EXPLORING, "New.", 0, 0, ""),
                        List.of()))
            .toList(),
        Origin.GENERATED,
        Arm.TREATED);
  }
}
