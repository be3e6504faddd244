package dev.attune.topology.recommend;

/**
 * How answers to earlier items weigh against the model.
 *
 * @param content how likely content of a category is taken when all that is used is of that
 *     category, beside an app that is certain to be opened next; above 0
 * @param theme the same for a theme
 * @param setting the same for a setting
 * @param usualRate the share of shown items that is taken without knowing more, between 0 and 1
 * @param appEvidence how many answers it takes to believe them as much as the model, for apps;
 *     above 0
 * @param otherEvidence the same for what the model does not score
 * @param ignored what an item shown and not answered counts as, in dismissals; 0 to 1
 * @param exploration how much chance there is in what is tried: 1 for Thompson sampling, 0 for none
 * @param most how many times more, or less, likely answers can make a category; at least 1
 * @param shownAgain by how much less likely an item that is no habit becomes each time it is shown
 *     without being taken: a factor, above 0, at most 1
 */
public record TasteSettings(
    double content,
    double theme,
    double setting,
    double usualRate,
    double appEvidence,
    double otherEvidence,
    double ignored,
    double exploration,
    double most,
    double shownAgain) {

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public TasteSettings {
    check(content > 0 && theme > 0 && setting > 0, "an item's worth is above 0");
    check(usualRate > 0 && usualRate < 1, "the usual rate is between 0 and 1");
    check(appEvidence > 0 && otherEvidence > 0, "the model is believed a little");
    check(ignored >= 0 && ignored <= 1, "what is ignored is not dismissed");
    check(exploration >= 0 && exploration <= 4, "exploration is from 0 to 4");
    check(most >= 1, "answers change something or nothing");
    check(shownAgain > 0 && shownAgain <= 1, "what is shown again does not get better by it");
  }

  /** Chosen in the simulator. */
  public static TasteSettings defaults() {
    return new TasteSettings(0.4, 0.1, 0.1, 0.25, 64, 16, 0.1, 0.5, 4, 0.6);
  }

  /** The same without chance: the posterior's mean counts. */
  public TasteSettings withoutChance() {
    return withExploration(0);
  }

  /** The same with another amount of chance. */
  public TasteSettings withExploration(double other) {
    return with(other, most);
  }

  /** The same, but answers make no category more or less likely. */
  public TasteSettings withoutAnswers() {
    return with(0, 1);
  }

  private TasteSettings with(double otherExploration, double otherMost) {
    return new TasteSettings(
        content,
        theme,
        setting,
        usualRate,
        appEvidence,
        otherEvidence,
        ignored,
        otherExploration,
        otherMost,
        shownAgain);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
