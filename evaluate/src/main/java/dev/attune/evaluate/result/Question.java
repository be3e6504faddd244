package dev.attune.evaluate.result;

/**
 * One question, which app is opened next, and the places that rankers gave to the true answer.
 *
 * @param user the number of the user
 * @param seen how many events of the user were known
 * @param sinceTest how many of them were in the test period; negative before it: so many events
 *     were to come until it
 * @param last whether it is the user's last question
 * @param place for each ranker the place from 0, in the order of the sheet's rankers
 * @param first for each model the probability it gave to the app it ranked first
 * @param five the same for the five apps it ranked first together
 */
record Question(
    int user, int seen, int sinceTest, boolean last, int[] place, float[] first, float[] five) {

  /** Whether it was asked in the test period. */
  boolean test() {
    return sinceTest >= 0;
  }
}
