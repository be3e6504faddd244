package dev.attune.deploy.demo;

import static dev.attune.deploy.demo.Samples.NOON;
import static dev.attune.deploy.demo.Samples.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.BatteryBucket;
import dev.attune.schemas.usage.Context;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NetworkType;
import dev.attune.schemas.usage.PlaceClass;
import dev.attune.schemas.usage.RecommendationAccepted;
import org.junit.jupiter.api.Test;

class StoryTest {
  private final Story story = new Story(id -> "<" + id + ">");

  @Test
  void shouldBeginWithTheFirstUserWhoIsOfferedSomething() {
    story.happened(event(3, NOON, new DeviceUnlocked()));
    story.happened(event(4, NOON, new DeviceUnlocked()));
    story.delivered(5, list());
    story.delivered(4, list("app:a", "app:b"));
    story.delivered(3, list("app:c"));
    story.happened(event(3, NOON + 60, new AppOpened("app:c")));
    story.happened(event(4, NOON + 120, new AppOpened("app:a")));

    assertThat(story.lines())
        .containsExactly(
            "Mon 13:00  unlocks the phone",
            "Mon 13:00  <- is offered <app:a> (New.), <app:b> (New.)",
            "Mon 13:02  opens <app:a>");
  }

  @Test
  void shouldGoOnWithWhoTakesAnOfferWhenTheFirstIsAway() {
    story.delivered(3, list("app:c"));
    story.happened(event(3, NOON, new DeviceUnlocked()));
    story.delivered(4, list("app:a"));

    story.happened(event(4, NOON + 60, taken("app:a")));
    assertThat(story.lines()).last().asString().isEqualTo("Mon 13:00  unlocks the phone");

    story.happened(event(4, NOON + 7200, taken("app:a")));
    assertThat(story.lines()).last().asString().isEqualTo("Mon 15:00  -> takes the offer: <app:a>");
  }

  @Test
  void shouldForgetWhatIsLongAgo() {
    story.delivered(1, list("app:a"));
    for (int minute = 0; minute < 100; minute++) {
      story.happened(event(1, NOON + 60 * minute, new DeviceUnlocked()));
    }

    assertThat(story.lines())
        .hasSizeLessThan(20)
        .last()
        .asString()
        .isEqualTo("Mon 14:39  unlocks the phone");
  }

  private static RecommendationAccepted taken(String item) {
    return new RecommendationAccepted(new DecisionId(new byte[16]), item);
  }

  private static SimulatedEvent event(int user, long at, Object payload) {
    Context context =
        new Context(0, 60, NetworkType.WIFI, BatteryBucket.HIGH, false, PlaceClass.HOME);
    return new SimulatedEvent(user, 0, 1, at, context, payload, null);
  }
}
