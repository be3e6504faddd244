package dev.attune.deploy.demo;

import static dev.attune.deploy.demo.Samples.NOON;
import static dev.attune.deploy.demo.Samples.consent;
import static dev.attune.deploy.demo.Samples.item;
import static dev.attune.deploy.demo.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class OfferCheckTest {
  private static final ConsentChanged TEEN_IN_EU = consent("eu", AgeBand.TEEN);

  @Test
  void shouldFindNothingWrongWithWhatIsAllowed() {
    CatalogItem item = item("app:a");
    item.setRegions(List.of("na", "eu"));
    item.setMinimumAge(13);
    item.setAvailableFrom(NOON);
    item.setAvailableUntil(NOON + 1);

    assertThat(problems(item)).isEmpty();
  }

  @Test
  void shouldNameWhatIsNotInTheCatalog() {
    assertThat(new OfferCheck(List.of()).problems(list("app:a"), TEEN_IN_EU))
        .containsExactly("app:a is not in the catalog");
  }

  @Test
  void shouldNameWhatIsOfferedTwice() {
    assertThat(new OfferCheck(List.of(item("app:a"))).problems(list("app:a", "app:a"), TEEN_IN_EU))
        .containsExactly("app:a is offered twice");
  }

  @Test
  void shouldNameWhatModerationDoesNotAllow() {
    CatalogItem item = item("app:a");
    item.setModeration(ModerationState.PENDING);

    assertThat(problems(item)).containsExactly("app:a is not approved");
  }

  @Test
  void shouldNameWhatIsForOtherRegions() {
    CatalogItem item = item("app:a");
    item.setRegions(List.of("na"));

    assertThat(problems(item)).containsExactly("app:a is not for the region eu");
  }

  @Test
  void shouldNameWhatIsForOlderPeople() {
    CatalogItem item = item("app:a");
    item.setMinimumAge(14);

    assertThat(problems(item)).containsExactly("app:a is not for the age band TEEN");
    assertThat(new OfferCheck(List.of(item)).problems(list("app:a"), consent("eu", AgeBand.ADULT)))
        .isEmpty();
    item.setMinimumAge(1);
    assertThat(
            new OfferCheck(List.of(item)).problems(list("app:a"), consent("eu", AgeBand.UNKNOWN)))
        .hasSize(1);
  }

  @Test
  void shouldNameWhatWasNotAvailableThen() {
    CatalogItem item = item("app:a");
    item.setAvailableUntil(NOON);
    assertThat(problems(item)).containsExactly("app:a was not available then");

    item.setAvailableUntil(null);
    item.setAvailableFrom(NOON + 1);
    assertThat(problems(item)).containsExactly("app:a was not available then");
  }

  @Test
  void shouldNameWhatIsOfAnotherKind() {
    CatalogItem item = item("app:a");
    item.setKind(ItemKind.THEME);

    assertThat(problems(item)).containsExactly("app:a is no APP");
  }

  private static List<String> problems(CatalogItem item) {
    return new OfferCheck(List.of(item)).problems(list(item.getId()), TEEN_IN_EU);
  }
}
