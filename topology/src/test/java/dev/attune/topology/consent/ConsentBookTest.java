package dev.attune.topology.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.ConsentChanged;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.consent.ErasureRequested;
import dev.attune.schemas.consent.Purpose;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsentBookTest {

  private final ConsentBook book = new ConsentBook();

  @Test
  void shouldGrantWhatIsGranted() {
    Profile profile = new Profile();

    ConsentOutcome outcome = book.apply(profile, consent(10, Purpose.PERSONALIZATION));

    assertThat(outcome).isEqualTo(new ConsentOutcome.Changed(false));
    assertThat(profile.allows(Purpose.PERSONALIZATION)).isTrue();
    assertThat(profile.allows(Purpose.MODEL_TRAINING)).isFalse();
    assertThat(profile.consent().orElseThrow().region()).isEqualTo("eu");
  }

  @Test
  void shouldKeepNothingButTheConsentWhenPersonalizationIsWithdrawn() {
    Profile profile = usedProfile();

    ConsentOutcome outcome = book.apply(profile, consent(Phone.START * 2, Purpose.ANALYTICS));

    assertThat(outcome).isEqualTo(new ConsentOutcome.Changed(true));
    Profile expected = new Profile();
    book.apply(expected, consent(Phone.START * 2, Purpose.ANALYTICS));
    assertThat(new ProfileCodec().encode(profile)).isEqualTo(new ProfileCodec().encode(expected));
  }

  @Test
  void shouldTakeBackNothingWhenPersonalizationWasNeverAllowed() {
    Profile profile = new Profile();
    book.apply(profile, consent(10));

    assertThat(book.apply(profile, consent(11)).outputsTakenBack()).isFalse();
  }

  @Test
  void shouldKeepTheProfileWhenAnotherPurposeChanges() {
    Profile profile = usedProfile();

    ConsentOutcome outcome =
        book.apply(profile, consent(Phone.START * 2, Purpose.PERSONALIZATION, Purpose.ANALYTICS));

    assertThat(outcome).isEqualTo(new ConsentOutcome.Changed(false));
    assertThat(profile.recentTokens().size()).isEqualTo(1);
    assertThat(profile.allows(Purpose.ANALYTICS)).isTrue();
  }

  @Test
  void shouldNotBringBackWhatWasWithdrawnSince() {
    Profile profile = new Profile();
    book.apply(profile, consent(20));

    ConsentOutcome outcome = book.apply(profile, consent(10, Purpose.PERSONALIZATION));

    assertThat(outcome).isEqualTo(new ConsentOutcome.Outdated());
    assertThat(profile.allows(Purpose.PERSONALIZATION)).isFalse();
  }

  @Test
  void shouldLeaveNothingAfterAnErasure() {
    Profile profile = usedProfile();

    ConsentOutcome outcome = book.apply(profile, new ConsentRecord(30L, new ErasureRequested(7L)));

    assertThat(outcome).isEqualTo(new ConsentOutcome.Erased(7, 30));
    assertThat(outcome.outputsTakenBack()).isTrue();
    assertThat(new ProfileCodec().encode(profile))
        .isEqualTo(new ProfileCodec().encode(new Profile()));
  }

  @Test
  void shouldChangeNothingForARecordThatIsNotAsDocumented() {
    Profile profile = usedProfile();
    byte[] before = new ProfileCodec().encode(profile);
    ConsentRecord longPolicy = consent(Phone.START * 2);
    ((ConsentChanged) longPolicy.getChange()).setPolicyVersion("p".repeat(33));
    ConsentRecord noRegion = consent(Phone.START * 2);
    ((ConsentChanged) noRegion.getChange()).setRegion("");

    assertThatThrownBy(() -> book.apply(profile, longPolicy))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> book.apply(profile, noRegion))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new ProfileCodec().encode(profile)).isEqualTo(before);
  }

  private static Profile usedProfile() {
    Stage stage = new Stage(new FakeUsageModel());
    new Gate(Gate.DEFAULT_MAX_FUTURE)
        .check(stage.profile(), new Phone(1).unlock(), Phone.START * 1000);
    stage.play(stage.phone().unlock());
    assertThat(stage.profile().watermarks().devices()).isEqualTo(1);
    return stage.profile();
  }

  private static ConsentRecord consent(long recordedAt, Purpose... granted) {
    return new ConsentRecord(
        recordedAt, new ConsentChanged(List.of(granted), "1", "eu", AgeBand.ADULT));
  }
}
