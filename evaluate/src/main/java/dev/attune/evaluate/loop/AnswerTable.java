package dev.attune.evaluate.loop;

import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares lives that differ only in how answers are used. */
record AnswerTable(
    LoopSettings settings,
    Map<AnswerUse, Diaries> lives,
    Set<String> offerable,
    Bootstrap bootstrap) {

  Grid grid() {
    Diaries without = lives(AnswerUse.NOT_AT_ALL);
    List<List<?>> rows = new ArrayList<>();
    for (AnswerUse use : AnswerUse.values()) {
      Diaries with = lives(use);
      Estimate acceptance = ratio(with, Measure.TAKEN, Measure.LISTS);
      Estimate against =
          with.against(bootstrap, without, Measure.TAKEN, Measure.LISTS, from(), settings.days());
      Estimate ofBest = ratio(with, Measure.LIKELY, Measure.BEST);
      rows.add(
          List.of(
              use.words(),
              acceptance.value(),
              acceptance.low(),
              acceptance.high(),
              against.value(),
              against.low(),
              against.high(),
              1 - ofBest.value(),
              1 - ofBest.high(),
              1 - ofBest.low(),
              ratio(with, Measure.NEW, Measure.ITEMS).value(),
              new Exposure(offerable, with).coverage()));
    }
    return new Grid(
        "ways_to_use_answers",
        List.of(
            "answers used",
            "acceptance",
            "low",
            "high",
            "against not at all",
            "low ",
            "high ",
            "regret",
            " low",
            " high",
            "novelty",
            "coverage"),
        rows);
  }

  private Diaries lives(AnswerUse use) {
    return Objects.requireNonNull(lives.get(use));
  }

  private Estimate ratio(Diaries of, Measure part, Measure all) {
    return of.ratio(bootstrap, part, all, from(), settings.days());
  }

  private int from() {
    return settings.upliftFromDay();
  }
}
