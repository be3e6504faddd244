package dev.attune.topology.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.sample.UsageUnits;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.AgeBand;
import dev.attune.schemas.consent.Purpose;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Life;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.Stage;
import dev.attune.topology.ingest.Gate;
import dev.attune.topology.summary.UserVectors;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProfileCodecTest {

  private static final int USERS = 20;
  private static final int PACE = 6; // about 200 events a day
  private static final int TARGET_BYTES = 1228; // 1.2 KiB
  private static final int MOST_BYTES = 1331; // 1.3 KiB
  private static final int UNITS_OF_TWELVE_CATEGORIES = 7512;

  private final ProfileCodec codec = new ProfileCodec();

  @Property(tries = 20)
  void shouldReadWhatItWrote(@ForAll long seed) {
    byte[] bytes = codec.encode(lived(seed, 1 + (int) Math.floorMod(seed, 200L)));

    assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
  }

  @Property(tries = 20)
  void shouldReadIntoAProfileOfSomebodyElse(@ForAll long seed) {
    // Given
    byte[] bytes = codec.encode(lived(seed, 1 + (int) Math.floorMod(seed, 200L)));
    Profile other = counted(lived(seed + 1, 1 + (int) Math.floorMod(seed >> 8, 400L)), seed);
    other.consentTo(consent());

    // When
    codec.decode(bytes, other);

    // Then
    assertThat(codec.encode(other)).isEqualTo(bytes);
    codec.decode(codec.encode(new Profile()), other);
    assertThat(codec.encode(other)).isEqualTo(codec.encode(new Profile()));
  }

  @Property(tries = 20)
  void shouldLiveOnAfterClearingLikeANewOne(@ForAll long seed) {
    // Given
    int events = 1 + (int) Math.floorMod(seed, 200L);
    Profile profile = lived(seed + 1, 300);

    // When
    profile.clear();
    profile.consentTo(Phone.consenting().consent().orElseThrow());
    live(profile, seed, events);

    // Then
    assertThat(codec.encode(profile)).isEqualTo(codec.encode(lived(seed, events)));
  }

  @Test
  void shouldFitABusyUserIntoItsTarget() {
    int largest = 0;
    int sum = 0;
    for (int user = 0; user < USERS; user++) {
      byte[] bytes = codec.encode(counted(lived(user, 800), user));
      largest = Math.max(largest, bytes.length);
      sum += bytes.length;
    }

    System.out.printf(
        "profile of a busy user: %d bytes on average, %d at most%n", sum / USERS, largest);
    assertThat(sum / USERS).isLessThanOrEqualTo(TARGET_BYTES);
    assertThat(largest).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void shouldCostNextToNothingForAUserWhoOnlyDeniedConsent() {
    Profile profile = new Profile();
    profile.consentTo(consent());

    assertThat(codec.encode(profile)).hasSizeLessThanOrEqualTo(20);
  }

  /**
   * Bytes that are in stores: whoever changes this test must write a new version and keep reading
   * this one.
   */
  @Test
  void shouldKeepReadingVersionOne() {
    Profile profile = pinned();

    assertThat(hexOf(profile)).isEqualTo(PINNED);
    assertThat(hexOf(codec.decode(HexFormat.of().parseHex(PINNED)))).isEqualTo(PINNED);
  }

  @Test
  void shouldRefuseALaterVersion() {
    byte[] bytes = codec.encode(new Profile());
    bytes[0] = 2;

    assertThatThrownBy(() -> codec.decode(bytes))
        .isInstanceOf(CorruptProfileException.class)
        .hasMessageContaining("version 2");
  }

  @Test
  void shouldRefuseUnknownSections() {
    byte[] bytes = codec.encode(new Profile());
    bytes[1] = 0x40;

    assertThatThrownBy(() -> codec.decode(bytes)).isInstanceOf(CorruptProfileException.class);
  }

  @Test
  void shouldRefuseEveryTruncation() {
    byte[] bytes = codec.encode(lived(3, 300));

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(CorruptProfileException.class);
    }
    assertThatThrownBy(() -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(CorruptProfileException.class);
  }

  @Test
  void shouldFailInOneWayOnDamage() {
    byte[] bytes = codec.encode(lived(4, 300));
    Random random = new Random(1);

    for (int i = 0; i < 5000; i++) {
      byte[] damaged = bytes.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        codec.decode(damaged);
      } catch (CorruptProfileException expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
  }

  /** Whoever allows analytics, with as much in a window of a day as there may be. */
  private static Profile counted(Profile profile, long seed) {
    Random random = new Random(seed);
    UserVectors vectors = new UserVectors(new UsageUnits(new CohortCells(List.of("a"))));
    for (int i = 0; i < 40; i++) {
      profile
          .contributions()
          .add(
              1_767_571_200,
              random.nextInt(UNITS_OF_TWELVE_CATEGORIES),
              start -> vectors.fresh(Pseudonym.of(new byte[16]), start));
    }
    return profile;
  }

  @Test
  void shouldSayWithoutReadingWhetherAnythingContributes() {
    Profile profile = pinned();
    assertThat(ProfileCodec.contributes(codec.encode(profile))).isFalse();

    byte[] bytes = codec.encode(counted(profile, 1));

    assertThat(ProfileCodec.contributes(bytes)).isTrue();
    assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
  }

  @Test
  void shouldDecideWithoutWhatIsContributed() {
    ByteBuffer before = ByteBuffer.allocate(4096);
    codec.encodeWithoutWatermarks(pinned(), before);
    ByteBuffer after = ByteBuffer.allocate(4096);
    codec.encodeWithoutWatermarks(counted(pinned(), 1), after);

    assertThat(after.flip()).isEqualTo(before.flip());
  }

  private String hexOf(Profile profile) {
    return HexFormat.of().formatHex(codec.encode(profile));
  }

  private static Profile pinned() {
    Profile profile = new Profile();
    profile.consentTo(consent());
    profile.sawEventAt(1_767_600_123);
    profile.watermarks().observe(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 300, 20_458);
    profile.watermarks().observe(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 298, 20_458);
    float[] state = new float[ModelState.SIZE];
    state[0] = 1;
    state[255] = -0.5f;
    profile.modelState().copyFrom(state, 0, 0x01020304);
    profile.recentTokens().add(new Token(0x123456, EventType.APP_OPENED, 0, 8, 1));
    profile.recentTokens().add(new Token(0, EventType.DEVICE_UNLOCKED, 5, 8, 1));
    profile.recentTokens().add(new Token(0x123456, EventType.APP_OPENED, 2, 167, 2));
    profile
        .habits()
        .observe(new Token(0x123456, EventType.APP_OPENED, 0, 8, 1), 20_458, 1_767_600_123, 0);
    profile.engagement().observe(5, Engagement.Happening.POSTED, 20_458);
    profile.engagement().observe(5, Engagement.Happening.OPENED, 20_458);
    profile.engagement().active(8, 20_458);
    profile.feedback().observe(0xABCDEF, Feedback.Answer.ACCEPTED, 20_458);
    profile.dismissals().add(0x654321, 1_767_600_000);
    profile.notificationChoices().move(6, -2, 491_000);
    profile.notificationChoices().pin(1, 5);
    profile.notificationChoices().digestAt(18);
    profile.notificationChoices().quiet(23, 6, 491_000);
    profile.outbox().listSent(1_767_600_100, 1_767_686_500, 0x123456, 0x0A0B0C);
    profile.outbox().settingsSent(1_767_600_050, 0x776655);
    return profile;
  }

  private static Consent consent() {
    return new Consent(
        1_767_000_000, Set.of(Purpose.PERSONALIZATION), "2026-1", "eu", AgeBand.TEEN);
  }

  private static Profile lived(long seed, int events) {
    Profile profile = Phone.consenting();
    live(profile, seed, events);
    return profile;
  }

  private static void live(Profile profile, long seed, int events) {
    Stage stage =
        new Stage(
            new Phone(1),
            profile,
            Items.catalog(),
            DecisionSettings.defaults(),
            new FakeUsageModel());
    Gate gate = new Gate(Duration.ofDays(1));
    Life life = new Life(seed, stage.phone(), new Phone(1, 2)).faster(PACE);
    for (int i = 0; i < events; i++) {
      UsageEvent event = life.next();
      if (gate.check(stage.profile(), event, event.getOccurredAt() * 1000).isEmpty()) {
        stage.play(event);
      }
    }
  }

  private static final String PINNED =
      "0107ff0202c08fc9ca0606323032362d31026575fbdfedca06010102030405060708ac02faffffff"
          + "ffffffffff0100010203043c"
          + "0".repeat(1018)
          + "b8000100004fea1234560702202020200803100035120082f1a722410000201010000000000000"
          + "000000040000000000000000000000000000000001abcdef0010000165432103004205f0f73be0"
          + "001217060002007f0a0b0c7766552e80c60a9201";
}
