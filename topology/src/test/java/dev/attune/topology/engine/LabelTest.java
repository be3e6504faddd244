package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.Origin;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.RecordingSink;
import dev.attune.topology.fixture.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a machine decided says so, and which release it was. */
class LabelTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void shouldLabelAllThatIsGeneratedWithItsRelease(int controlPermille) {
    FakeUsageModel model = new FakeUsageModel();

    RecordingSink sink = live(model, controlPermille);

    assertLabelled(sink, model.release());
  }

  @Test
  void shouldLabelWhatCountsDecidedAsTheirs() {
    RecordingSink sink = live(new Failing(), 0);

    assertLabelled(sink, "fallback");
  }

  private static void assertLabelled(RecordingSink sink, String release) {
    assertThat(sink.lists()).isNotEmpty();
    assertThat(sink.settings()).isNotEmpty();
    assertThat(sink.audit()).hasSize(sink.lists().size() + sink.settings().size());
    assertThat(sink.lists())
        .extracting(RecommendationList::getOrigin)
        .containsOnly(Origin.GENERATED);
    assertThat(sink.settings())
        .extracting(NotificationSettings::getOrigin)
        .containsOnly(Origin.GENERATED);
    assertThat(sink.audit()).extracting(DecisionMade::getOrigin).containsOnly(Origin.GENERATED);
    assertThat(sink.lists()).extracting(RecommendationList::getRelease).containsOnly(release);
    assertThat(sink.settings()).extracting(NotificationSettings::getRelease).containsOnly(release);
    assertThat(sink.audit()).extracting(DecisionMade::getRelease).containsOnly(release);
  }

  private static RecordingSink live(FakeUsageModel model, int controlPermille) {
    Stage stage =
        new Stage(
            new Phone(1),
            Phone.consenting("eu", AgeBand.ADULT),
            Catalog.of(List.of(Items.item("app:a1", "travel"), Items.item("app:a2", "games"))),
            DecisionSettings.defaults().withControlPermille(controlPermille),
            model);
    for (int i = 0; i < 20; i++) {
      stage.play(stage.phone().after(600).open("app:a" + (1 + i % 2)));
      stage.play(stage.phone().after(600).unlock());
    }
    return stage.sink();
  }

  /** Never has anything to say. */
  private static final class Failing extends FakeUsageModel {

    @Override
    public boolean fallback() {
      return true;
    }
  }
}
