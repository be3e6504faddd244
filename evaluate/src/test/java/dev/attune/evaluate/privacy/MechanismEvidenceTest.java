package dev.attune.evaluate.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.evaluate.privacy.MechanismEvidence.Checked;
import dev.attune.evaluate.privacy.MechanismEvidence.Planted;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MechanismEvidenceTest {

  @Test
  void shouldHoldAndFindWhatIsPlanted() {
    AtomicInteger steps = new AtomicInteger();

    MechanismEvidence evidence =
        MechanismEvidence.collect(5_000, 100_000, 5, steps::incrementAndGet);

    assertThat(evidence.checks()).isNotEmpty().allMatch(check -> check.findings().isEmpty());
    assertThat(evidence.checks()).extracting(Checked::property).doesNotHaveDuplicates();
    assertThat(evidence.mutants()).hasSizeGreaterThan(50).allMatch(Planted::killed);
    assertThat(evidence.audits())
        .isNotEmpty()
        .allSatisfy(
            audit -> {
              assertThat(audit.claimedMu()).isEqualTo(1);
              assertThat(audit.ratio()).isBetween(0.9, 1.0);
            });
    assertThat(steps.get()).isEqualTo(MechanismEvidence.steps());
  }
}
