package dev.attune.topology.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.release.rollout.TakenBack;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.decision.RecommendedItem;
import dev.attune.schemas.release.TakeBackReason;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.engine.AcceptedEvent;
import dev.attune.topology.engine.DecisionSettings;
import dev.attune.topology.engine.PersonalizationEngine;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Life;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.RecordingSink;
import dev.attune.topology.profile.ModelState;
import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to releases, and in whatever order: users go on. */
class ReleaseInterleavingTest {

  private static final int USERS = 8;
  private static final List<String> IDS = List.of("a", "b", "c", "bad", "slow");

  @Property(tries = 60)
  void shouldLoseNoEventAndNeverThrowWhateverHappensToReleases(
      @ForAll @Size(min = 5, max = 60) List<@IntRange(max = 999) Integer> steps,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 20) int movesPerBatch) {
    Desk desk = new Desk();
    desk.refused.add("bad");
    desk.nanosPerRow.put("slow", 50_000L);
    TaskModels models = new TaskModels(desk.desk.sets(), movesPerBatch);
    Story story = new Story(seed, desk, models);

    // When
    steps.forEach(story::step);
    story.step(0);

    // Then
    story.requireSound();
    assertThat(desk.status("base-1").failures()).isZero();
    models.close();
    desk.close();
    assertThat(desk.everLoaded()).allMatch(FakeServing::gone);
  }

  /** Users who live on while releases come and go. */
  private static final class Story {

    private final Random random;
    private final Desk desk;
    private final PersonalizationEngine engine;
    private final RecordingSink sink = new RecordingSink();
    private final List<Life> lives = new ArrayList<>();
    private final List<Profile> profiles = new ArrayList<>();
    private int events;

    Story(long seed, Desk desk, TaskModels models) {
      this.random = new Random(seed);
      this.desk = desk;
      this.engine =
          new PersonalizationEngine(
              DecisionSettings.defaults(), models, new Expectations(desk.book, 5));
      for (int user = 0; user < USERS; user++) {
        lives.add(new Life(seed + user, new Phone(user)));
        profiles.add(Phone.consenting());
      }
    }

    void step(int step) {
      String id = IDS.get(step / 10 % IDS.size());
      switch (step % 10) {
        case 1 -> desk.publish(id);
        case 2 -> desk.desk.completed(id);
        case 3 -> desk.rollOut(id, List.of("a"));
        case 4 -> desk.rollOut("a", Desk.share(id.equals("a") ? "b" : id, step % 1000, "eu"));
        case 5 -> desk.desk.removed(id);
        case 6 ->
            desk.desk.withdrawn(
                new TakenBack(id, TakeBackReason.BY_HAND, "no more", Desk.NOON, "someone"));
        case 7 -> desk.desk.allowedAgain(id);
        case 8 -> {
          desk.work();
          desk.desk.watch();
        }
        default -> batch(1 + step % 40);
      }
      if (step % 3 == 0) {
        batch(1 + step % 7);
      }
    }

    private void batch(int size) {
      List<AcceptedEvent> batch = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        int user = random.nextInt(USERS);
        UsageEvent event = lives.get(user).next();
        batch.add(
            new AcceptedEvent(
                Phone.user(user),
                profiles.get(user),
                event,
                event.getOccurredAt() * 1000,
                0,
                events++));
      }
      engine.run(Items.catalog(), batch, sink);
    }

    void requireSound() {
      assertThat(sink.failed()).isEmpty();
      Catalog catalog = Items.catalog();
      for (RecommendationList list : sink.lists()) {
        assertThat(list.getItems())
            .extracting(RecommendedItem::getItem)
            .doesNotHaveDuplicates()
            .allMatch(item -> catalog.byId(item).isPresent());
        assertThat(list.getRelease()).isIn("a", "b", "c", "base-1");
      }
      // Every event that was not late is among the last tokens of its user, whoever folded it.
      int tokens = profiles.stream().mapToInt(profile -> profile.recentTokens().size()).sum();
      assertThat(tokens).isLessThanOrEqualTo(events).isPositive();
      assertThat(
              profiles.stream()
                  .map(profile -> profile.modelState().release())
                  .collect(Collectors.toSet()))
          .isSubsetOf(
              IntStream.concat(
                      IntStream.of(0),
                      List.of("a", "b", "c", "base-1").stream().mapToInt(ModelState::tag))
                  .boxed()
                  .collect(Collectors.toSet()));
    }
  }
}
