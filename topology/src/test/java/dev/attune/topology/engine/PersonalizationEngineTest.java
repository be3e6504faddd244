package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.token.ItemHash;
import dev.attune.models.usage.ModelShape;
import dev.attune.schemas.audit.DecisionKind;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.RecordingSink;
import dev.attune.topology.fixture.Stage;
import dev.attune.topology.profile.ModelState;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalizationEngineTest {

  private static final long DAY = 86_400;

  @Test
  void shouldOfferSomethingAtTheFirstUnlock() {
    Stage stage = new Stage(new FakeUsageModel());

    stage.play(stage.phone().unlock());

    assertThat(stage.sink().lists()).hasSize(1);
    assertThat(stage.sink().settings()).hasSize(1);
    assertThat(stage.sink().lastList().getItems()).hasSize(5);
    assertThat(stage.sink().lastList().getRelease()).isEqualTo("fake-1");
    assertThat(stage.sink().failed()).isEmpty();
  }

  @Test
  void shouldExplainEveryOutput() {
    Stage stage = new Stage(new FakeUsageModel());

    stage.play(stage.phone().unlock());

    assertThat(stage.sink().audit()).hasSize(2);
    DecisionMade entry = stage.sink().audit().get(0);
    assertThat(entry.getKind()).isEqualTo(DecisionKind.RECOMMENDATIONS);
    assertThat(entry.getDecision()).isEqualTo(stage.sink().lastList().getDecision());
    assertThat(entry.getProfileDigest().remaining()).isEqualTo(8);
    assertThat(entry.getOutputSha256().remaining()).isEqualTo(32);
    int removed = entry.getRules().stream().mapToInt(rule -> rule.getRemoved()).sum();
    assertThat(removed + stage.sink().lastList().getItems().size())
        .isEqualTo(entry.getCandidates())
        .isEqualTo(Items.catalog().size());
    assertThat(stage.sink().audit().get(1).getDecision())
        .isEqualTo(stage.sink().lastSettings().getDecision())
        .isNotEqualTo(entry.getDecision());
  }

  @Test
  void shouldSayWhenTheFallbackAnswered() {
    FakeUsageModel fake = new FakeUsageModel();
    Stage stage = new Stage(new StatisticalUsageModel(fake.vocabulary()));

    stage.play(stage.phone().unlock());

    assertThat(stage.sink().lastList().getRelease()).isEqualTo("fallback");
    assertThat(stage.sink().lastSettings().getRelease()).isEqualTo("fallback");
  }

  @Test
  void shouldFoldTheKthEventsOfAllUsersTogether() {
    FakeUsageModel model = new FakeUsageModel();
    PersonalizationEngine engine = new PersonalizationEngine(DecisionSettings.defaults(), model);
    List<AcceptedEvent> batch = new ArrayList<>();
    int[] events = {3, 1, 2};
    for (int user = 0; user < events.length; user++) {
      Phone phone = new Phone(user);
      Profile profile = Phone.consenting();
      for (int i = 0; i < events[user]; i++) {
        batch.add(accepted(phone, profile, phone.after(5).open("app:a" + i)));
      }
    }

    engine.run(Items.catalog(), batch, new RecordingSink());

    assertThat(model.updateRows()).containsExactly(3, 2, 1);
  }

  @Test
  void shouldNotAskForMoreRowsThanTheModelTakes() {
    FakeUsageModel model = new FakeUsageModel();
    List<AcceptedEvent> batch = new ArrayList<>();
    for (int user = 0; user < 600; user++) {
      Phone phone = new Phone(user);
      batch.add(accepted(phone, Phone.consenting(), phone.unlock()));
    }
    RecordingSink sink = new RecordingSink();

    new PersonalizationEngine(DecisionSettings.defaults(), model).run(Items.catalog(), batch, sink);

    assertThat(model.updateRows()).containsExactly(256, 256, 88);
    assertThat(sink.lists()).hasSize(600);
  }

  @Test
  void shouldCountALateEventWithoutMovingTheStateBack() {
    Stage stage = new Stage(new FakeUsageModel());
    Phone other = new Phone(1, 2);
    stage.play(stage.phone().after(DAY).open("app:a1"));
    float[] before = state(stage.profile());

    stage.play(other.open("app:a2"));

    assertThat(state(stage.profile())).isEqualTo(before);
    assertThat(stage.profile().recentTokens().size()).isEqualTo(1);
    assertThat(stage.profile().newestEventAt()).isEqualTo(Phone.START + DAY);
    assertThat(stage.profile().habits().item(0)).isEqualTo(ItemHash.of("app:a2"));
  }

  @Test
  void shouldNotDecideOnALateEvent() {
    Stage stage = new Stage(new FakeUsageModel());
    stage.play(stage.phone().after(DAY).open("app:a1"));

    stage.play(new Phone(1, 2).unlock());

    assertThat(stage.sink().lists()).isEmpty();
    assertThat(stage.sink().settings()).isEmpty();
  }

  @Test
  void shouldFoldAnEventThatIsOnlyALittleOutOfOrder() {
    Stage stage = new Stage(new FakeUsageModel());
    stage.play(stage.phone().after(60).open("app:a1"));

    stage.play(new Phone(1, 2).open("app:a2"));

    assertThat(stage.profile().recentTokens().size()).isEqualTo(2);
    assertThat(stage.profile().newestEventAt()).isEqualTo(Phone.START + 60);
  }

  @Test
  void shouldLeaveOthersAloneWhenAnEventCanNotBeRead() {
    Phone good = new Phone(1);
    Phone bad = new Phone(2);
    Profile goodProfile = Phone.consenting();
    Profile badProfile = Phone.consenting();
    UsageEvent broken = bad.open("app:a1");
    broken.setContext(null);
    byte[] before = new ProfileCodec().encode(badProfile);
    RecordingSink sink = new RecordingSink();

    new PersonalizationEngine(DecisionSettings.defaults(), new FakeUsageModel())
        .run(
            Items.catalog(),
            List.of(accepted(bad, badProfile, broken), accepted(good, goodProfile, good.unlock())),
            sink);

    assertThat(sink.failed()).extracting(AcceptedEvent::user).containsExactly(bad.user());
    assertThat(new ProfileCodec().encode(badProfile)).isEqualTo(before);
    assertThat(sink.lists()).hasSize(1);
  }

  @Test
  void shouldLeaveOthersAloneWhenTheModelFailsForOneRow() {
    int poison = new FakeUsageModel().vocabulary().index("app:a7");
    FakeUsageModel model =
        new FakeUsageModel() {
          @Override
          public void update(int n, int[] item, int[] type, int[] gap, int[] how, float[] state) {
            for (int row = 0; row < n; row++) {
              if (item[row] == poison) {
                throw new IllegalStateException("poison");
              }
            }
            super.update(n, item, type, gap, how, state);
          }
        };
    Phone good = new Phone(1);
    Phone bad = new Phone(2);
    Profile goodProfile = Phone.consenting();
    Profile badProfile = Phone.consenting();
    byte[] before = new ProfileCodec().encode(badProfile);
    RecordingSink sink = new RecordingSink();

    new PersonalizationEngine(DecisionSettings.defaults(), model)
        .run(
            Items.catalog(),
            List.of(
                accepted(bad, badProfile, bad.open("app:a7")),
                accepted(good, goodProfile, good.open("app:a1"))),
            sink);

    assertThat(sink.failed()).extracting(AcceptedEvent::user).containsExactly(bad.user());
    assertThat(badProfile.recentTokens().size()).isZero();
    assertThat(goodProfile.recentTokens().size()).isEqualTo(1);
    assertThat(new ProfileCodec().encode(badProfile)).isEqualTo(before);
  }

  @Test
  void shouldUndoAnEventWhoseDecisionFails() {
    FakeUsageModel model =
        new FakeUsageModel() {
          @Override
          protected float score(float state, int candidate, float[] features, int offset) {
            throw new IllegalStateException("no score");
          }
        };
    Stage stage = new Stage(model);
    stage.play(stage.phone().after(5).open("app:a1"));
    byte[] before = new ProfileCodec().encode(stage.profile());

    stage.play(stage.phone().after(5).unlock());

    assertThat(stage.sink().failed()).hasSize(1);
    assertThat(stage.sink().errors().get(0)).hasMessage("no score");
    assertThat(new ProfileCodec().encode(stage.profile())).isEqualTo(before);
    assertThat(stage.sink().lists()).isEmpty();
  }

  @Test
  void shouldRefuseAnEventOfAUserWhoWithdrew() {
    Stage stage =
        new Stage(
            new Phone(1),
            new Profile(),
            Items.catalog(),
            DecisionSettings.defaults(),
            new FakeUsageModel());

    stage.play(stage.phone().unlock());

    assertThat(stage.sink().failed()).hasSize(1);
    assertThat(stage.profile().recentTokens().size()).isZero();
  }

  @Test
  void shouldRebuildTheStateForANewRelease() {
    Stage first = new Stage(new FakeUsageModel("fake-1"));
    Stage second =
        new Stage(
            first.phone(),
            first.profile(),
            Items.catalog(),
            DecisionSettings.defaults(),
            new FakeUsageModel("fake-2"));
    Stage always =
        new Stage(
            new Phone(1),
            Phone.consenting(),
            Items.catalog(),
            DecisionSettings.defaults(),
            new FakeUsageModel("fake-2"));
    for (int i = 0; i < 10; i++) {
      first.play(first.phone().after(60).open("app:a" + i));
      always.play(always.phone().after(60).open("app:a" + i));
    }

    second.play(first.phone().after(60).open("app:a1"));
    always.play(always.phone().after(60).open("app:a1"));

    assertThat(first.profile().modelState().release()).isEqualTo(ModelState.tag("fake-2"));
    assertThat(state(first.profile())).isEqualTo(state(always.profile()));
  }

  @Test
  void shouldRefuseAModelOfAnotherShape() {
    FakeUsageModel model =
        new FakeUsageModel() {
          @Override
          public ModelShape shape() {
            return new ModelShape(128, 64, 16, 24, 8);
          }
        };

    assertThatThrownBy(() -> new PersonalizationEngine(DecisionSettings.defaults(), model))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("128");
  }

  private static AcceptedEvent accepted(Phone phone, Profile profile, UsageEvent event) {
    return new AcceptedEvent(phone.user(), profile, event, event.getOccurredAt() * 1000, 0, 1);
  }

  private static float[] state(Profile profile) {
    float[] state = new float[ModelState.SIZE];
    profile.modelState().copyTo(state, 0);
    return state;
  }
}
