package dev.attune.deploy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.topics.TopicCatalog;
import org.junit.jupiter.api.Test;

/** Real broker, whose files and whose application's files are searched. */
class ErasureIT {

  @Test
  void shouldLeaveNothingOfWhoeverWasErasedAndNoIdentifierAnywhere() throws Exception {
    ErasureResult result = ErasureTrial.run();

    assertThat(result.findings()).allSatisfy(finding -> assertThat(finding.left()).isZero());
    assertThat(result.bytesLeft()).isZero();
    // They were there: in what came, in what followed, and in what was kept.
    assertThat(result.findings())
        .filteredOn(finding -> finding.before() > 0)
        .extracting(Finding::place)
        .contains(
            TopicCatalog.USAGE_EVENTS.name(),
            TopicCatalog.CONSENTS.name(),
            TopicCatalog.RECOMMENDATIONS.name(),
            TopicCatalog.AUDIT_DECISIONS.name(),
            "erasing-profiles-changelog");

    assertThat(result.planted()).isPositive();
    assertThat(result.leaks())
        .containsKeys(
            "logs of an instance",
            "stores of an instance",
            TopicCatalog.PARTIALS.name(),
            TopicCatalog.DEAD_LETTERS.name(),
            TopicCatalog.LEDGER.name(),
            TopicCatalog.SYNTHETIC_SESSIONS.name(),
            "erasing-synthesis-partials-changelog");
    assertThat(result.leaks().values()).allMatch(bytes -> bytes == 0);
  }
}
