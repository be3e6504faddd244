package dev.attune.evaluate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.session.WrittenEvent;
import dev.attune.models.session.WrittenSession;
import dev.attune.models.token.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraitTest {

  private static double of(Trait trait, WrittenSession session) {
    return Trait.row(session)[trait.ordinal()];
  }

  private static WrittenEvent event(EventType type, String item, String category, int gap) {
    return new WrittenEvent(type, item, category, gap);
  }

  @Test
  void shouldMakeARowOfASession() {
    WrittenSession session =
        new WrittenSession(
            9,
            List.of(
                event(EventType.NOTIFICATION_OPENED, "", "news", 3),
                event(EventType.APP_OPENED, "app:n", "news", 4),
                event(EventType.CONTENT_SEEN, "", "news", 5),
                event(EventType.APP_OPENED, "app:g", "games", WrittenEvent.NO_GAP),
                event(EventType.APP_OPENED, "app:h", "games", 6)));

    assertThat(of(Trait.HOUR, session)).isEqualTo(9);
    assertThat(of(Trait.OPENINGS, session)).isEqualTo(3);
    assertThat(of(Trait.VARIETY, session)).isEqualTo(2);
    assertThat(of(Trait.NOTIFICATIONS, session)).isEqualTo(1);
    assertThat(of(Trait.CONTENTS, session)).isEqualTo(1);
    assertThat(of(Trait.SECONDS, session)).isEqualTo(18);
    assertThat(of(Trait.FIRST, session)).isEqualTo("news".hashCode());
    assertThat(of(Trait.SECOND, session)).isEqualTo("games".hashCode());
    assertThat(of(Trait.LAST, session)).isEqualTo("games".hashCode());
    assertThat(of(Trait.FAVORITE, session)).isEqualTo("games".hashCode());
    assertThat(of(Trait.APP, session)).isEqualTo("app:n".hashCode());
    assertThat(of(Trait.PATH, session)).isEqualTo("news>games>games".hashCode());
  }

  @Test
  void shouldMakeARowOfASessionInWhichNothingWasOpened() {
    WrittenSession session = new WrittenSession(0, List.of());

    assertThat(of(Trait.OPENINGS, session)).isZero();
    assertThat(of(Trait.FAVORITE, session)).isEqualTo(of(Trait.FIRST, session));
  }
}
