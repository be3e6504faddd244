package dev.attune.evaluate.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.onnx.OnnxUsageSampler;
import dev.attune.models.release.Releases;
import dev.attune.models.release.VerifiedRelease;
import dev.attune.models.session.ReleaseWriter;
import dev.attune.models.session.SessionWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The short form of {@code attune evaluate synthetic}. */
class SyntheticRunTest {

  @Test
  void shouldShowWhatTheReleaseIsWorth() {
    SyntheticSettings settings =
        new SyntheticSettings(
            List.of(5001L), List.of("4"), List.of(300), 1, 1_000, 300, 600, "eu", false);
    VerifiedRelease verified = Releases.builtIn();
    List<Measured> measured;
    try (OnnxRelease release = OnnxRelease.load(verified);
        SessionWriter writer =
            new ReleaseWriter(release.newModel(), OnnxUsageSampler.load(verified).orElseThrow())) {
      measured = SyntheticRun.measure(settings, writer, line -> {});
    }

    Map<String, Fidelity> by =
        measured.stream().collect(Collectors.toMap(Measured::generator, Measured::fidelity));
    assertThat(by).hasSize(6);
    Fidelity release = by.get(SyntheticRun.RELEASE);
    assertThat(release.shapes()).isGreaterThan(0.85);
    assertThat(release.pairs()).isGreaterThan(by.get(SyntheticRun.MARKOV).pairs());
    assertThat(release.pairTvd()).isLessThan(by.get(SyntheticRun.MARKOV).pairTvd());
    assertThat(release.tripleTvd()).isLessThan(by.get(SyntheticRun.MARGINALS).tripleTvd());
    assertThat(release.shapes()).isGreaterThan(by.get(SyntheticRun.PRIOR).shapes());
    assertThat(by.get(SyntheticRun.PEOPLE).kMarginal()).isGreaterThan(release.kMarginal());
    assertThat(measured).allMatch(one -> one.usefulness() > 0.3 && one.usefulness() < 1.2);
  }
}
