package dev.attune.models.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.attune.models.neighbor.ItemNeighbors;
import dev.attune.models.neighbor.Tables;
import dev.attune.models.token.EventType;
import dev.attune.models.token.ItemHash;
import dev.attune.models.token.Token;
import dev.attune.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RankEvidenceTest {

  private static final Offset<Float> NEARLY = within(0.03f);
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("app:mail", "app:maps", "app:music", "app:new"));
  private static final int MAIL = ItemHash.of("app:mail");
  private static final int MAPS = ItemHash.of("app:maps");
  private static final int MUSIC = ItemHash.of("app:music");
  private static final int NEW = ItemHash.of("app:new");
  private static final int MORNING = 8;
  private static final int HOME = 1;
  private static final int WORK = 2;

  private final Habits habits = new Habits();
  private final RecentTokens recent = new RecentTokens();
  private final RankEvidence evidence = new RankEvidence();
  private long clock;

  @Test
  void shouldNameEachFeature() {
    assertThat(RankFeatures.NAMES).hasSize(RankFeatures.COUNT).doesNotHaveDuplicates();
    assertThat(RankFeatures.NAMES.get(RankFeatures.IS_HABIT)).isEqualTo("is_habit");
    assertThat(RankFeatures.NAMES.get(RankFeatures.FIRST_CONTEXT)).isEqualTo("session_start");
    assertThat(RankFeatures.NAMES.get(RankFeatures.FIRST_NEIGHBOR)).isEqualTo("beside");
    assertThat(RankFeatures.NAMES.get(RankFeatures.COUNT - 1)).isEqualTo("after");
  }

  @Test
  void shouldCountWhereAndWhen() {
    play(unlock(), open(MAIL, HOME), open(MAPS, HOME));
    play(unlock(), open(MAIL, WORK));

    float[] mail = features(MAIL, WORK);
    assertThat(mail[RankFeatures.LOG_TOTAL]).isCloseTo((float) Math.log(3), NEARLY);
    assertThat(mail[RankFeatures.LOG_DAYPART]).isCloseTo((float) Math.log(3), NEARLY);
    assertThat(mail[RankFeatures.SHARE]).isCloseTo(2f / 3, NEARLY);
    assertThat(mail[RankFeatures.LOG_PLACE]).isCloseTo((float) Math.log(2), NEARLY);
    assertThat(mail[RankFeatures.PLACE_SHARE]).isEqualTo(1f);
    assertThat(mail[RankFeatures.FAST_SHARE]).isCloseTo(2f / 3, NEARLY);
    assertThat(mail[RankFeatures.RECENT_SHARE]).isEqualTo(2f / 3);
    assertThat(mail[RankFeatures.LOG_EVIDENCE]).isCloseTo((float) Math.log(4), NEARLY);
    assertThat(mail[RankFeatures.FAMILIARITY]).isCloseTo(1f, NEARLY);
    assertThat(features(MAPS, WORK)[RankFeatures.PLACE_SHARE]).isZero();
  }

  @Test
  void shouldKnowWhatTheSessionHadSoFar() {
    play(unlock(), open(MUSIC, HOME));
    play(unlock(), open(MAIL, HOME), open(MAPS, HOME));

    float[] maps = features(MAPS, HOME);
    assertThat(maps[RankFeatures.SESSION_LAST]).isEqualTo(1f);
    assertThat(maps[RankFeatures.SESSION_BEFORE]).isZero();
    assertThat(maps[RankFeatures.SESSION_START]).isZero();
    assertThat(features(MAIL, HOME)[RankFeatures.SESSION_BEFORE]).isEqualTo(1f);
    assertThat(features(MUSIC, HOME)[RankFeatures.LOG_SESSION]).isZero();

    play(unlock());
    float[] mail = features(MAIL, HOME);
    assertThat(mail[RankFeatures.SESSION_START]).isEqualTo(1f);
    assertThat(mail[RankFeatures.SESSION_BEFORE]).isZero();
    assertThat(mail[RankFeatures.LOG_OPENER]).isCloseTo((float) Math.log(2), NEARLY);
    assertThat(mail[RankFeatures.OPENER_SHARE]).isCloseTo(0.5f, NEARLY);
    assertThat(mail[RankFeatures.LOG_OPENER_HOUR]).isCloseTo((float) Math.log(2), NEARLY);
    assertThat(features(MAPS, HOME)[RankFeatures.LOG_OPENER]).isZero();
  }

  @Test
  void shouldKnowWhatUsuallyFollows() {
    play(unlock(), open(MAPS, HOME), open(MUSIC, HOME));
    play(unlock(), open(MAPS, HOME), open(MAIL, HOME));
    play(unlock(), open(MAPS, HOME), open(MUSIC, HOME));
    play(unlock(), open(MAPS, HOME));

    float[] music = features(MUSIC, HOME);
    assertThat(music[RankFeatures.LOG_NEXT]).isCloseTo((float) Math.log(3), NEARLY);
    assertThat(music[RankFeatures.NEXT_SHARE]).isCloseTo(0.5f, NEARLY);
    assertThat(music[RankFeatures.RECENT_NEXT_SHARE]).isEqualTo(2f / 3);
    assertThat(music[RankFeatures.LOG_THIS_HOUR]).isCloseTo((float) Math.log(3), NEARLY);
    // Four sessions began with maps in this hour.
    assertThat(music[RankFeatures.ROUTINE]).isCloseTo((float) Math.log(5), NEARLY);
    assertThat(features(MAPS, HOME)[RankFeatures.LOG_NEXT]).isZero();
  }

  @Test
  void shouldSayHowOftenTheAppBeforeComesBack() {
    assertThat(features(MAIL, HOME)[RankFeatures.BOUNCE]).isEqualTo(1f / 5);

    play(unlock(), open(MAIL, HOME), open(MAPS, HOME), open(MAIL, HOME), open(MAPS, HOME));

    assertThat(features(MAIL, HOME)[RankFeatures.BOUNCE]).isEqualTo(3f / 7);
  }

  @Test
  void shouldSayHowSurprisingUseIs() {
    for (int i = 0; i < 90; i++) {
      play(unlock(), open(MAIL, HOME));
    }
    float before = features(MAIL, HOME)[RankFeatures.SURPRISE];
    play(open(MAPS, HOME), open(MAPS, HOME), open(MAPS, HOME));

    float after = features(NEW, HOME)[RankFeatures.SURPRISE];
    assertThat(after).isEqualTo(habits.surprise());
    assertThat(after - before).isGreaterThan(0.05f);
  }

  @Test
  void shouldReadNeighborsOfHabitsAndOfTheAppUsedLast() {
    int mail = VOCABULARY.index("app:mail");
    int maps = VOCABULARY.index("app:maps");
    int unknown = VOCABULARY.index("app:new");
    ItemNeighbors neighbors =
        ItemNeighbors.parse(
            Tables.bytes(
                VOCABULARY.size(),
                new float[][] {{mail, unknown, 0.5f}, {maps, unknown, 1f}},
                new float[][] {{maps, unknown, -2f}, {mail, maps, 3f}}),
            VOCABULARY.size());
    play(unlock(), open(MAIL, HOME), open(MAPS, HOME));

    evidence.of(VOCABULARY, neighbors, habits, recent, MORNING, HOME);
    float[] features = new float[RankFeatures.COUNT];
    evidence.features(NEW, unknown, features, 0);
    assertThat(features[RankFeatures.BESIDE]).isCloseTo(0.75f, NEARLY);
    assertThat(features[RankFeatures.AFTER]).isEqualTo(-2f);

    evidence.features(MAPS, maps, features, 0);
    assertThat(features[RankFeatures.BESIDE]).isZero();
    assertThat(features[RankFeatures.AFTER]).isZero();
  }

  @Test
  void shouldSayOnlyTheMomentOfWhatIsNoHabit() {
    play(unlock(), open(MAIL, HOME));

    float[] features = features(NEW, HOME);

    assertThat(Arrays.copyOf(features, RankFeatures.FIRST_CONTEXT)).containsOnly(0f);
    assertThat(features[RankFeatures.LOG_EVIDENCE]).isCloseTo((float) Math.log(2), NEARLY);
    assertThat(features(ItemHash.NONE, HOME)[RankFeatures.IS_HABIT]).isZero();
  }

  @Test
  void shouldKeepSharesWithinOne() {
    for (int i = 0; i < 200; i++) {
      play(unlock(), open(i % 3 == 0 ? MAIL : MAPS, i % 5), open(MUSIC, i % 5));
      for (int item : new int[] {MAIL, MAPS, MUSIC, NEW}) {
        float[] features = features(item, i % 5);
        for (int feature = 0; feature < RankFeatures.COUNT; feature++) {
          assertThat(features[feature]).isFinite().isGreaterThanOrEqualTo(0f);
          if (RankFeatures.NAMES.get(feature).endsWith("share")) {
            assertThat(features[feature]).isLessThanOrEqualTo(1.001f);
          }
        }
      }
    }
  }

  @Test
  void shouldRefuseHoursOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> evidence.of(VOCABULARY, ItemNeighbors.NONE, habits, recent, 168, HOME));
  }

  private float[] features(int item, int place) {
    evidence.of(VOCABULARY, ItemNeighbors.NONE, habits, recent, MORNING, place);
    float[] features = new float[RankFeatures.COUNT + 1];
    evidence.features(item, VOCABULARY.indexOfHash(item), features, 1);
    assertThat(features[0]).isZero();
    return Arrays.copyOfRange(features, 1, RankFeatures.COUNT + 1);
  }

  private void play(Token... tokens) {
    for (Token token : tokens) {
      if (token.type() == EventType.APP_OPENED) {
        habits.observe(token, 0, clock++, recent.previousApp(token));
      }
      recent.add(token);
    }
  }

  private static Token unlock() {
    return Opens.unlock(MORNING);
  }

  private static Token open(int item, int place) {
    return Opens.open(item, MORNING, place);
  }
}
