package dev.attune.deploy.demo;

import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import org.jspecify.annotations.Nullable;

/**
 * An output on its way to a phone.
 *
 * @param person whom it is for
 * @param kind the number of its kind, in the order of delivery
 * @param list the list, if it is one
 * @param settings the settings, if it is those
 */
record Delivery(
    Person person,
    int kind,
    @Nullable RecommendationList list,
    @Nullable NotificationSettings settings) {

  /** Hands it to the phone, and tells the story of it. */
  void handOver(Story story) {
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
