package dev.attune.topology.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.models.fallback.StatisticalUsageModel;
import dev.attune.models.usage.UsageModel;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.fixture.FakeUsageModel;
import dev.attune.topology.fixture.Items;
import dev.attune.topology.fixture.Life;
import dev.attune.topology.fixture.Phone;
import dev.attune.topology.fixture.RecordingSink;
import dev.attune.topology.profile.Profile;
import dev.attune.topology.profile.ProfileCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What comes out for a user depends on that user's events alone. */
class DeterminismTest {

  private static final int USERS = 6;
  private static final int EVENTS = 120;
  private static final Catalog CATALOG = Items.catalog();

  @Property(tries = 15)
  void shouldNotDependOnBatchesOtherUsersOrTheStore(
      @ForAll long seed, @ForAll long otherOrder, @ForAll @IntRange(min = 1, max = 200) int size) {
    Outcome oneByOne = run(seed, new FakeUsageModel(), 0, 1, false);

    Outcome otherwise = run(seed, new FakeUsageModel(), otherOrder, size, true);

    assertThat(oneByOne.outputs()).isNotEmpty();
    assertThat(otherwise.outputs()).isEqualTo(oneByOne.outputs());
    assertThat(otherwise.profiles()).isEqualTo(oneByOne.profiles());
  }

  @Property(tries = 6)
  void shouldNotDependOnThemWithTheStatisticalModelEither(
      @ForAll long seed, @ForAll long otherOrder, @ForAll @IntRange(min = 1, max = 200) int size) {
    UsageModel model = new StatisticalUsageModel(new FakeUsageModel().vocabulary());
    Outcome oneByOne = run(seed, model, 0, 1, false);

    Outcome otherwise = run(seed, model, otherOrder, size, true);

    assertThat(otherwise).isEqualTo(oneByOne);
  }

  /**
   * Users' events interleaved by one seed and cut into batches, with profiles going through the
   * store or not.
   */
  private static Outcome run(
      long seed, UsageModel model, long order, int batchSize, boolean throughTheStore) {
    List<Deque<UsageEvent>> lives = new ArrayList<>();
    List<Profile> profiles = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      Life life = new Life(seed + user, new Phone(user, 1), new Phone(user, 2));
      Deque<UsageEvent> events = new ArrayDeque<>();
      for (int i = 0; i < EVENTS; i++) {
        events.add(life.next());
      }
      lives.add(events);
      profiles.add(Phone.consenting());
    }
    Random random = new Random(order);
    ProfileCodec codec = new ProfileCodec();
    PersonalizationEngine engine = new PersonalizationEngine(DecisionSettings.defaults(), model);
    RecordingSink sink = new RecordingSink();
    List<AcceptedEvent> batch = new ArrayList<>();
    for (int i = 0; i < USERS * EVENTS; i++) {
      int user = random.nextInt(USERS);
      while (lives.get(user).isEmpty()) {
        user = (user + 1) % USERS;
      }
      UsageEvent event = lives.get(user).poll();
      batch.add(
          new AcceptedEvent(
              Phone.user(user),
              profiles.get(user),
              event,
              event.getOccurredAt() * 1000,
              0,
              EVENTS - lives.get(user).size()));
      if (batch.size() == batchSize || i == USERS * EVENTS - 1) {
        engine.run(CATALOG, batch, sink);
        batch.clear();
        if (throughTheStore) {
          profiles.replaceAll(
              profile -> random.nextBoolean() ? codec.decode(codec.encode(profile)) : profile);
        }
      }
    }
    assertThat(sink.failed()).isEmpty();
    Map<Pseudonym, String> encoded = new TreeMap<>();
    for (int user = 0; user < USERS; user++) {
      encoded.put(Phone.user(user), HexFormat.of().formatHex(codec.encode(profiles.get(user))));
    }
    return new Outcome(sink.byUser(), encoded);
  }

  private record Outcome(Map<Pseudonym, List<String>> outputs, Map<Pseudonym, String> profiles) {}
}
