package dev.attune.deploy.demo;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import org.jspecify.annotations.Nullable;

/**
 * An output on its way to a phone: a list, or settings.
 *
 * @param user whom it is for
 * @param list the list, if it is one
 * @param settings the settings, if it is those
 */
record Delivery(
    Pseudonym user, @Nullable RecommendationList list, @Nullable NotificationSettings settings) {

  /** Its place among the deliveries to one user: lists before settings. */
  int order() {
    return list != null ? 0 : 1;
  }

  /** Hands it to the phone, and tells the story of it. */
  void handOver(Person person, Story story) {
    int number = person.user().number();
    if (list != null) {
      person.user().deliver(list);
      story.delivered(number, list);
    }
    if (settings != null) {
      person.user().deliver(settings);
      story.delivered(number, settings);
    }
  }
}
