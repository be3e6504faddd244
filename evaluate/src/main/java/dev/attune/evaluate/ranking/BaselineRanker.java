package dev.attune.evaluate.ranking;

import dev.attune.evaluate.baseline.Baseline;
import dev.attune.evaluate.baseline.Moment;
import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.History;

/** Asks a baseline, which learns of each opening after it was asked about it. */
public final class BaselineRanker {

  private final Baseline baseline;

  /** Of this baseline. */
  public BaselineRanker(Baseline baseline) {
    this.baseline = baseline;
  }

  /** The places of the true answers, for each question of the wave. */
  public int[] places(Wave wave) {
    int[] places = new int[wave.questions()];
    double[] scores = new double[wave.apps().size()];
    int question = 0;
    for (History user : wave.users()) {
      Baseline.Memory memory = baseline.newUser();
      for (int event = 0; event < user.size(); event++) {
        int column =
            user.opensApp(event) ? wave.apps().column(user.token(event).itemHash()) : Apps.NONE;
        if (user.asked(event)) {
          memory.score(moment(user, event - 1), scores);
          places[question++] = Places.of(scores, scores.length, column);
        }
        if (column != Apps.NONE) {
          memory.opened(column, moment(user, event));
        }
      }
    }
    return places;
  }

  private static Moment moment(History user, int event) {
    return new Moment(user.token(event).hourOfWeek(), user.place(event));
  }
}
