package dev.attune.topology.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.usage.AppClosed;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.SettingChanged;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.profile.Consent;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GateTest {

  private final Gate gate = new Gate(Duration.ofMinutes(10));
  private final Phone phone = new Phone(1);
  private final Profile profile = Phone.consenting();

  @Test
  void shouldLetAnEventOfAConsentingUserPass() {
    assertThat(check(phone.open("app:a1"))).isEmpty();
  }

  @Test
  void shouldDenyByDefault() {
    Profile silent = new Profile();

    assertThat(gate.check(silent, phone.unlock(), Long.MAX_VALUE / 2))
        .contains(Rejection.NO_CONSENT);
  }

  @Test
  void shouldNotTakeOnePurposeForAnother() {
    Profile analytics = new Profile();
    analytics.consentTo(new Consent(1, Set.of(Purpose.ANALYTICS), "1", "eu", AgeBand.ADULT));

    assertThat(gate.check(analytics, phone.unlock(), Long.MAX_VALUE / 2))
        .contains(Rejection.NO_CONSENT);
  }

  @Test
  void shouldLookAtNothingElseWithoutConsent() {
    UsageEvent broken = phone.unlock();
    broken.setContext(null);

    assertThat(gate.check(new Profile(), broken, 0)).contains(Rejection.NO_CONSENT);
  }

  static Stream<Arguments> invalidFields() {
    return Stream.of(
        invalid("sequence 0", event -> event.setSequence(0)),
        invalid("a negative sequence", event -> event.setSequence(-1)),
        invalid("a clock that was never set", event -> event.setOccurredAt(12_345)),
        invalid("a time that overflows", event -> event.setOccurredAt(Long.MAX_VALUE / 1000)),
        invalid("no context", event -> event.setContext(null)),
        invalid("no device", event -> event.setDevice(null)),
        invalid("hour 24", event -> event.getContext().setLocalHour(24)),
        invalid("hour -1", event -> event.getContext().setLocalHour(-1)),
        invalid("offset -735", event -> event.getContext().setUtcOffsetMinutes(-735)),
        invalid("offset 855", event -> event.getContext().setUtcOffsetMinutes(855)),
        invalid("offset 7", event -> event.getContext().setUtcOffsetMinutes(7)),
        invalid("no payload", event -> event.setPayload(null)),
        invalid("a payload of no known kind", event -> event.setPayload("text")),
        invalid("no item", event -> event.setPayload(new AppClosed("", 1))),
        invalid("a long item", event -> event.setPayload(new AppClosed("a".repeat(129), 1))),
        invalid("a space", event -> event.setPayload(new AppClosed("app:a b", 1))),
        invalid("a line feed", event -> event.setPayload(new AppClosed("app:a\n", 1))),
        invalid("no ASCII", event -> event.setPayload(new AppClosed("app:\u00e4", 1))),
        invalid("negative seconds", event -> event.setPayload(new AppClosed("app:a", -1))),
        invalid(
            "an answer before the question",
            event ->
                event.setPayload(
                    new NotificationAnswered(
                        "app:a", NotificationCategory.NEWS, NotificationAnswer.OPENED, -1))),
        invalid(
            "a long value",
            event -> event.setPayload(new SettingChanged("setting:a", "v".repeat(65)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidFields")
  void shouldRejectAnInvalidField(String name, Consumer<UsageEvent> damage) {
    UsageEvent event = phone.open("app:a1");
    damage.accept(event);
    byte[] before = new ProfileCodec().encode(profile);

    assertThat(gate.check(profile, event, Phone.START * 1000)).contains(Rejection.INVALID_FIELD);
    assertThat(new ProfileCodec().encode(profile)).isEqualTo(before);
  }

  @Test
  void shouldAcceptTheEdgesOfEveryRange() {
    UsageEvent west = phone.open("a".repeat(128));
    west.getContext().setUtcOffsetMinutes(-720);
    UsageEvent east = phone.open("!~");
    east.getContext().setUtcOffsetMinutes(840);
    east.getContext().setLocalHour(23);

    assertThat(check(west)).isEmpty();
    assertThat(check(east)).isEmpty();
  }

  @Test
  void shouldRejectAnEventFromTheFuture() {
    UsageEvent event = phone.after(601).unlock();

    assertThat(gate.check(profile, event, Phone.START * 1000)).contains(Rejection.FROM_THE_FUTURE);
    assertThat(gate.check(profile, event, Phone.START * 1000 + 1000)).isEmpty();
  }

  @Test
  void shouldCountARetryOnce() {
    UsageEvent event = phone.unlock();

    assertThat(check(event)).isEmpty();
    assertThat(check(event)).contains(Rejection.DUPLICATE);
  }

  @Test
  void shouldKeepThePhonesOfAUserApart() {
    assertThat(check(new Phone(1, 1).unlock())).isEmpty();
    assertThat(check(new Phone(1, 2).unlock())).isEmpty();
  }

  @Test
  void shouldRejectTheNinthPhone() {
    for (int device = 0; device < 8; device++) {
      assertThat(check(new Phone(1, device).unlock())).isEmpty();
    }

    assertThat(check(new Phone(1, 9).unlock())).contains(Rejection.TOO_MANY_DEVICES);
  }

  @Test
  void shouldGiveThePlaceOfASilentPhoneToANewOne() {
    for (int device = 0; device < 8; device++) {
      check(new Phone(1, device).after(device * 86_400L).unlock());
    }

    assertThat(check(new Phone(1, 9).after(31 * 86_400L).unlock())).isEmpty();
    assertThat(check(new Phone(1, 10).after(31 * 86_400L).unlock()))
        .contains(Rejection.TOO_MANY_DEVICES);
  }

  @Test
  void shouldNameRejectionsAsReportsDo() {
    assertThat(Stream.of(Rejection.values()).map(Rejection::word))
        .containsExactly(
            "malformed",
            "too-large",
            "unknown-schema",
            "bad-key",
            "invalid-field",
            "from-the-future",
            "no-consent",
            "duplicate",
            "too-many-devices",
            "failed");
  }

  @Test
  void shouldRefuseANegativeLimit() {
    assertThatThrownBy(() -> new Gate(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gate.max.future");
  }

  private Optional<Rejection> check(UsageEvent event) {
    return gate.check(profile, event, event.getOccurredAt() * 1000);
  }

  private static Arguments invalid(String name, Consumer<UsageEvent> damage) {
    return Arguments.of(name, damage);
  }
}
