package dev.attune.evaluate.loop;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.consent.ConsentRecord;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * Lives many users at once, by a simulated clock that goes from hour to hour. Within an hour, the
 * first events of all users are processed together, then the second ones, and so on; before a
 * user's next event happens, everything that followed from the last one has reached the phone. What
 * a user gets depends on that user alone, so it makes no difference that events of different users
 * within an hour are not in the order of time.
 */
final class Lives implements Pipeline.Answers {

  private static final long SECONDS_PER_HOUR = 3600;
  private static final long SECONDS_PER_DAY = 86_400;

  private final Pipeline pipeline;
  private final List<Life> lives;
  private final Map<Pseudonym, Life> byPseudonym = new HashMap<>();

  Lives(Pipeline pipeline, List<Life> lives) {
    this.pipeline = pipeline;
    this.lives = List.copyOf(lives);
    lives.forEach(life -> byPseudonym.put(life.pseudonym(), life));
  }

  /**
   * Lives.
   *
   * @param start in seconds since 1970-01-01T00:00Z
   * @param dayDone told after each day that one more is done
   */
  void live(long start, int days, IntConsumer dayDone) {
    for (Life life : lives) {
      pipeline.consent(life.pseudonym(), new ConsentRecord(start, life.consent()));
    }
    for (int day = 0; day < days; day++) {
      long end = start + (day + 1) * SECONDS_PER_DAY;
      for (long until = end - SECONDS_PER_DAY + SECONDS_PER_HOUR;
          until <= end;
          until += SECONDS_PER_HOUR) {
        liveUntil(until);
      }
      dayDone.accept(1);
    }
  }

  private void liveUntil(long until) {
    List<Life> due = new ArrayList<>(lives);
    List<Pipeline.Sent> batch = new ArrayList<>();
    while (true) {
      due.removeIf(life -> life.nextAt() >= until);
      if (due.isEmpty()) {
        return;
      }
      batch.clear();
      for (Life life : due) {
        batch.add(life.happen());
      }
      pipeline.process(batch, this);
      due.forEach(Life::goOn);
    }
  }

  @Override
  public void recommendations(Pseudonym user, RecommendationList list) {
    life(user).deliver(list);
  }

  @Override
  public void notificationSettings(Pseudonym user, NotificationSettings settings) {
    life(user).deliver(settings);
  }

  private Life life(Pseudonym user) {
    return Objects.requireNonNull(byPseudonym.get(user), "an answer for nobody");
  }
}
