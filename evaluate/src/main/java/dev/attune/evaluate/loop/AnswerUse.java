package dev.attune.evaluate.loop;

import dev.attune.topology.recommend.TasteSettings;
import java.util.function.UnaryOperator;

/** Ways to use a user's answers to earlier items, from the simplest on. */
enum AnswerUse {
  NOT_AT_ALL("not at all", TasteSettings::withoutAnswers),
  MEAN("the posterior's mean", taste -> taste.withExploration(0)),
  HALF_A_DRAW("a draw of half the deviation", taste -> taste.withExploration(0.5)),
  DRAW("a draw (Thompson sampling)", taste -> taste.withExploration(1));

  private final String words;
  private final UnaryOperator<TasteSettings> change;

  AnswerUse(String words, UnaryOperator<TasteSettings> change) {
    this.words = words;
    this.change = change;
  }

  /** For a table. */
  String words() {
    return words;
  }

  /** The settings that use answers in this way and are otherwise the same. */
  TasteSettings of(TasteSettings taste) {
    return change.apply(taste);
  }
}
