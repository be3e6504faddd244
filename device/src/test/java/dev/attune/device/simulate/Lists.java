package dev.attune.device.simulate;

import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.decision.Arm;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.Reason;
import dev.attune.schemas.decision.ReasonCode;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import java.util.ArrayList;
import java.util.List;

/** Recommendation lists for tests. */
final class Lists {
  private Lists() {}

  static RecommendationList of(int decision, long now, List<String> items) {
    byte[] id = new byte[16];
    id[0] = (byte) decision;
    id[1] = (byte) (decision >> 8);
    List<RecommendedItem> recommended = new ArrayList<>();
    for (String item : items) {
      recommended.add(
          new RecommendedItem(
              item,
              ItemKind.UNKNOWN,
              0,
              new Reason(ReasonCode.UNSPECIFIED, "", 0, 0, ""),
              List.of()));
    }
    return new RecommendationList(
        new DecisionId(id), now, now + 86_400, "test", recommended, Origin.GENERATED, Arm.TREATED);
  }
}
