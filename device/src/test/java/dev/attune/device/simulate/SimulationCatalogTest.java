package dev.attune.device.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.schemas.catalog.ModerationState;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.SettingChanged;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SimulationCatalogTest {
  private final List<CatalogItem> catalog = Worlds.world(1, 1).catalog();

  @Test
  void shouldHoldAppsContentThemesAndSettings() {
    assertThat(of(ItemKind.APP)).hasSize(300);
    assertThat(of(ItemKind.CONTENT)).hasSize(60);
    assertThat(of(ItemKind.THEME)).hasSize(20);
    assertThat(of(ItemKind.SETTING)).hasSize(20);
    assertThat(of(ItemKind.APP).stream().map(CatalogItem::getCategory).distinct()).hasSize(12);
  }

  @Test
  void shouldHaveUniqueIdsThatBeginWithTheKind() {
    assertThat(catalog).extracting(CatalogItem::getId).doesNotHaveDuplicates();
    assertThat(catalog)
        .allSatisfy(
            item ->
                assertThat(item.getId())
                    .matches(
                        item.getKind().name().toLowerCase(java.util.Locale.ROOT)
                            + ":[a-z0-9-]{1,100}"));
  }

  @Test
  void shouldBeTheSameUnderEverySeed() {
    assertThat(Worlds.world(99, 3).catalog()).isEqualTo(catalog);
  }

  @Test
  void shouldHaveAFewItemsThatMustNotBeOfferedToEveryone() {
    assertThat(catalog.stream().filter(item -> item.getModeration() == ModerationState.PENDING))
        .hasSizeBetween(3, 30);
    assertThat(catalog.stream().filter(item -> item.getModeration() == ModerationState.REJECTED))
        .hasSizeBetween(3, 30);
    assertThat(catalog.stream().filter(item -> !item.getRegions().isEmpty()))
        .hasSizeBetween(10, 120);
    assertThat(catalog.stream().filter(item -> item.getMinimumAge() == 18)).hasSizeBetween(3, 30);
  }

  @Test
  void shouldHoldEverythingThatUsersTouch() {
    Set<String> known = catalog.stream().map(CatalogItem::getId).collect(Collectors.toSet());
    Simulation world = Worlds.world(5, 20);

    for (int user = 0; user < world.users(); user++) {
      for (SimulatedEvent event : Worlds.take(world.user(user), 500)) {
        if (event.payload() instanceof AppOpened opened) {
          assertThat(known).contains(opened.getApp());
        } else if (event.payload() instanceof ContentSeen seen) {
          assertThat(known).contains(seen.getContent());
        } else if (event.payload() instanceof SettingChanged changed) {
          assertThat(known).contains(changed.getSetting());
        }
      }
    }
  }

  private List<CatalogItem> of(ItemKind kind) {
    return catalog.stream().filter(item -> item.getKind() == kind).toList();
  }
}
