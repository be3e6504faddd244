package dev.attune.evaluate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.device.simulate.Simulation;
import dev.attune.device.simulate.SimulationConfig;
import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.onnx.OnnxRelease;
import dev.attune.models.usage.FallbackUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.topology.engine.DecisionSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The measurement calls the production's engine itself, many users at a time; here the same lives
 * go through the production topology, one record after the other.
 */
class SameAsTopologyTest {

  private static final int DAYS = 3;

  /** Writes down what each user gets on the way to the phones. */
  private record Recording(Pipeline pipeline, Map<Pseudonym, List<SpecificRecord>> outputs)
      implements Pipeline {

    @Override
    public void consent(Pseudonym user, ConsentRecord record) {
      pipeline.consent(user, record);
    }

    @Override
    public void process(List<Sent> batch, Answers answers) {
      pipeline.process(
          batch,
          new Answers() {
            @Override
            public void recommendations(Pseudonym user, RecommendationList list) {
              outputs.computeIfAbsent(user, unknown -> new ArrayList<>()).add(list);
              answers.recommendations(user, list);
            }

            @Override
            public void notificationSettings(Pseudonym user, NotificationSettings settings) {
              outputs.computeIfAbsent(user, unknown -> new ArrayList<>()).add(settings);
              answers.notificationSettings(user, settings);
            }
          });
    }

    @Override
    public void close() {
      pipeline.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void shouldDecideAsTheTopologyDoes(int controlPermille) {
    // given
    List<CatalogItem> items =
        new Simulation(SimulationConfig.of(5003, 1, LoopSettings.START)).catalog();
    Map<String, String> configuration =
        Map.of("decision.control.share", Double.toString(controlPermille / 1000.0));
    Map<Pseudonym, List<SpecificRecord>> direct = new HashMap<>();
    Map<Pseudonym, List<SpecificRecord>> throughTopology = new HashMap<>();

    // when
    try (OnnxRelease release = OnnxRelease.builtIn();
        UsageModel model =
            new FallbackUsageModel(
                release.newModel(), new StatisticalUsageModel(release.vocabulary()));
        Pipeline engine =
            new EnginePipeline(
                DecisionSettings.defaults().withControlPermille(controlPermille), items, model);
        Pipeline topology = new TopologyPipeline(items, configuration)) {
      live(new Recording(engine, direct));
      live(new Recording(topology, throughTopology));
    }

    // then
    assertThat(direct.values()).hasSizeGreaterThan(1).allMatch(outputs -> outputs.size() > 5);
    assertThat(throughTopology).isEqualTo(direct);
  }

  private static void live(Pipeline pipeline) {
    LoopSettings settings = new LoopSettings(3, DAYS, List.of(5003L), 1, 2, 0);
    List<Life> lives = LoopRun.lives(settings, DecisionSettings.defaults(), false);
    new Lives(pipeline, lives).live(LoopSettings.START.getEpochSecond(), DAYS, day -> {});
  }
}
