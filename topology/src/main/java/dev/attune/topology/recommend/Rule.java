package dev.attune.topology.recommend;

/**
 * Why an item of the catalog is not in a list. Every item not offered is counted under exactly one
 * rule.
 */
enum Rule {
  /** Moderation does not allow it. */
  MODERATION("moderation"),
  /** It is for other regions. */
  REGION("region"),
  /** It does not suit the user's age band. */
  AGE("age"),
  /** It can't be had at the time of the event. */
  AVAILABILITY("availability"),
  /** The user dismissed it lately. */
  FATIGUE("fatigue"),
  /** The user dismissed several items of its category and kind lately. */
  CATEGORY_FATIGUE("category-fatigue"),
  /** The user looked at it or took it lately, and it is nothing one uses again and again. */
  ALREADY_TAKEN("already-taken"),
  /** It is no habit of the user and was not drawn for exploration. */
  NOT_DRAWN("not-drawn"),
  /** The list has enough of its category. */
  DIVERSITY("diversity"),
  /** Others scored higher. */
  OUTRANKED("outranked");

  private final String word;

  Rule(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
