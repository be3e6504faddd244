package dev.attune.evaluate.loop;

/** What is summed for a user and a day. */
enum Measure {
  /** Lists that the user looked at. */
  LISTS,
  /** Those from which an item was taken. */
  TAKEN,
  /** Items dismissed. */
  DISMISSED,
  /** How likely the lists seen were taken, by the user's true preferences. */
  LIKELY,
  /** The same of the best lists there could have been. */
  BEST,
  /** Items shown. */
  ITEMS,
  /** Those that the user had never used before. */
  NEW,
  /** Those that were in the list seen before as well. */
  REPEATED,
  /** Pairs of items shown together. */
  PAIRS,
  /** Those of two categories. */
  DIVERSE_PAIRS,
  /** Lists that reached the phone. */
  DELIVERED_LISTS,
  /** Notification settings that reached the phone. */
  DELIVERED_SETTINGS,
  /** What they changed: categories, the digest's hour, quiet hours. */
  CHANGES,
  /** Dismissed items that were offered or shown again too early. */
  DISMISSED_BACK,
  /** Settings chosen by hand that were not kept. */
  PINS_LOST,
  /** Items offered that the catalog does not allow for the user. */
  INVALID
}
