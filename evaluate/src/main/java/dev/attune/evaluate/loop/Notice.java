package dev.attune.evaluate.loop;

/**
 * What is summed for a user, a day and a category of notifications. Only notifications count whose
 * category no rule protects and whose setting the user did not choose by hand. What they would have
 * been is what the user would have done if it had been shown loudly when it came; lowered means
 * that it was not: silent, in a digest (because of its setting or a daily cap), or blocked.
 */
enum Notice {
  /** All that came. */
  ARRIVED,
  /** Lowered. */
  LOWERED,
  /** Would have been opened. */
  OPENED,
  /** Would have been opened, and were lowered. */
  OPENED_LOWERED,
  /** Would have been opened, but was not, or only an hour or more later. */
  OPENED_LOST,
  /** Would have been dismissed. */
  DISMISSED,
  /** Would have been dismissed, and were lowered. */
  DISMISSED_LOWERED,
  /** Would have been ignored. */
  IGNORED,
  /** Would have been ignored, and were lowered. */
  IGNORED_LOWERED,
  /** How likely they would have been opened, summed. */
  LIKELY_OPENED,
  /** How likely they would have been dismissed, summed. */
  LIKELY_DISMISSED
}
