package dev.attune.topology.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.topology.fixture.Items;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

  @Test
  void shouldFindItemsByIdAndByHash() {
    Catalog catalog = Items.catalog();
    CatalogEntry entry = catalog.byId("app:a7").orElseThrow();

    assertThat(catalog.byHash(entry.hash())).contains(entry);
    assertThat(catalog.byId("app:elsewhere")).isEmpty();
    assertThat(catalog.byHash(12345)).isEmpty();
    assertThat(catalog.size()).isEqualTo(Items.world().size());
  }

  @Test
  void shouldNotDependOnTheOrderOfItems() {
    List<CatalogItem> shuffled = new ArrayList<>(Items.world());
    Collections.shuffle(shuffled, new Random(1));

    assertThat(Catalog.of(shuffled).entries()).isEqualTo(Items.catalog().entries());
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, 0, true", "UNKNOWN, 1, false", "CHILD, 0, true", "CHILD, 12, false",
    "TEEN, 13, true", "TEEN, 14, false", "ADULT, 18, true", "ADULT, 21, false"
  })
  void shouldOfferWhatSuitsEveryoneOfTheAgeBand(AgeBand band, int minimumAge, boolean allowed) {
    CatalogItem item = Items.app(1);
    item.setMinimumAge(minimumAge);

    assertThat(offered(item, "eu", band)).isEqualTo(allowed);
  }

  @Test
  void shouldOfferInItsRegionsOnly() {
    CatalogItem item = Items.app(1);
    item.setRegions(List.of("eu", "us"));

    assertThat(offered(item, "eu", AgeBand.ADULT)).isTrue();
    assertThat(offered(item, "us", AgeBand.ADULT)).isTrue();
    assertThat(offered(item, "jp", AgeBand.ADULT)).isFalse();
    assertThat(offered(Items.app(1), "jp", AgeBand.ADULT)).isTrue();
  }

  @Test
  void shouldOfferNothingThatModerationDidNotApprove() {
    CatalogItem pending = Items.app(1);
    pending.setModeration(ModerationState.PENDING);
    CatalogItem rejected = Items.app(2);
    rejected.setModeration(ModerationState.REJECTED);

    assertThat(offered(pending, "eu", AgeBand.ADULT)).isFalse();
    assertThat(offered(rejected, "eu", AgeBand.ADULT)).isFalse();
  }

  @Test
  void shouldCountEveryItemUnderOneRule() {
    for (AgeBand band : AgeBand.values()) {
      Audience audience = Items.catalog().audience("eu", band);
      int allowed = 0;
      for (ItemKind kind : ItemKind.values()) {
        allowed += audience.allowed(kind).size();
      }
      assertThat(allowed + audience.notApproved() + audience.notInRegion() + audience.notForAge())
          .isEqualTo(Items.catalog().size());
    }
  }

  @Test
  void shouldKnowTheBoundsOfAvailability() {
    CatalogItem item = Items.app(1);
    item.setAvailableFrom(100L);
    item.setAvailableUntil(200L);
    CatalogEntry entry = Catalog.of(List.of(item)).entries().get(0);

    assertThat(entry.isAvailable(99)).isFalse();
    assertThat(entry.isAvailable(100)).isTrue();
    assertThat(entry.isAvailable(199)).isTrue();
    assertThat(entry.isAvailable(200)).isFalse();
  }

  private static boolean offered(CatalogItem item, String region, AgeBand band) {
    Audience audience = Catalog.of(List.of(item)).audience(region, band);
    return !audience.allowed(ItemKind.APP).isEmpty();
  }
}
