package dev.attune.evaluate.served;

/**
 * What a model answered to the questions of a wave.
 *
 * @param place the place from 0 of the true app, for each question
 * @param first the probability given to the app ranked first, for each question
 * @param five the probability given to the five apps ranked first together, for each question
 * @param opened the probability that the notification is opened, for each notification
 */
public record ModelAnswers(int[] place, float[] first, float[] five, float[] opened) {

  ModelAnswers(int questions, int notifications) {
    this(new int[questions], new float[questions], new float[questions], new float[notifications]);
  }
}
