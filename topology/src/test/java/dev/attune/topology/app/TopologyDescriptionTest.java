package dev.attune.topology.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopologyDescriptionTest {

  private final TopologyDescription description = TopologyDescription.ofDefaults();

  @Test
  void shouldNameTopicsStoresAndProcessors() {
    assertThat(description.text())
        .contains("device.usage-events", "privacy.consents", "catalog.items", "models.releases")
        .contains("personalization.recommendations", "personalization.notification-settings")
        .contains("audit.decisions", "attune.dead-letters")
        .contains("Processor: personalization (stores: [", "pre-commit", "profiles");
  }

  @Test
  void shouldNameNothingByNumber() {
    assertThat(description.text()).doesNotContain("KSTREAM", "STATE-STORE", "0000");
  }

  @Test
  void shouldRepartitionNothing() {
    assertThat(description.text())
        .contains("Sub-topology: 1\n    Source: consents-source")
        .contains("Sub-topology: 2 for global store")
        .doesNotContain("Sub-topology: 3");
    assertThat(description.text()).doesNotContain("repartition");
  }

  @Test
  void shouldDrawAFlowChart() {
    assertThat(description.mermaid())
        .isEqualTo(
            """
            flowchart LR
              attune_dead_letters(["attune.dead-letters"])
              audit_decisions(["audit.decisions"])
              catalog["catalog"]
              catalog_items(["catalog.items"])
              device_usage_events(["device.usage-events"])
              models_releases(["models.releases"])
              personalization["personalization"]
              personalization_notification_settings(["personalization.notification-settings"])
              personalization_recommendations(["personalization.recommendations"])
              privacy_consents(["privacy.consents"])
              releases["releases"]
              store_catalog_items[("catalog-items")]
              store_model_releases[("model-releases")]
              store_pre_commit[("pre-commit")]
              store_profiles[("profiles")]
              catalog <--> store_catalog_items
              catalog_items --> catalog
              device_usage_events --> personalization
              models_releases --> releases
              personalization --> attune_dead_letters
              personalization --> audit_decisions
              personalization --> personalization_notification_settings
              personalization --> personalization_recommendations
              personalization <--> store_pre_commit
              personalization <--> store_profiles
              privacy_consents --> personalization
              releases <--> store_model_releases
            """);
  }
}
