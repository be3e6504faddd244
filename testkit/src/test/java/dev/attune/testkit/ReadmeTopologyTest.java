package dev.attune.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.RecommendedItem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The example of the README. */
class ReadmeTopologyTest {

  @Test
  void shouldOfferMapsInTheMorning() {
    try (AttuneTestKit kit = AttuneTestKit.create()) {
      kit.catalog(
          Items.item("app:maps", "travel"),
          Items.item("app:news", "news"),
          Items.item("app:chess", "games"));
      Instant morning = AttuneTestKit.START;

      TestUser alice =
          kit.user("alice")
              .consents("eu", AgeBand.ADULT)
              .opens("app:maps", morning)
              .opens("app:chess", morning.plusSeconds(600))
              .unlocks(morning.plusSeconds(1200));

      assertThat(kit.recommendations(alice).get(0).getItems())
          .extracting(RecommendedItem::getItem)
          .contains("app:maps");
      assertThat(kit.deadLetters()).isEmpty();
    }
  }
}
