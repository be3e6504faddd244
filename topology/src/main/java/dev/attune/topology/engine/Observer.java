package dev.attune.topology.engine;

import dev.attune.models.habit.Habits;
import dev.attune.models.token.EventType;
import dev.attune.models.token.Token;
import dev.attune.schemas.notification.NotificationCategory;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationPosted;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.RecommendationShown;
import dev.attune.schemas.usage.UsageEvent;
import dev.attune.topology.catalog.Catalog;
import dev.attune.topology.catalog.CatalogEntry;
import dev.attune.topology.profile.Engagement.Happening;
import dev.attune.topology.profile.Feedback.Answer;
import dev.attune.topology.profile.Profile;
import java.util.Optional;

/** Writes what an event says into every section of its user's profile but the model's state. */
final class Observer {

  private final long fatigueSeconds;
  private final UsageCounter counter;

  /**
   * @param fatigueSeconds how long a dismissed item must be remembered
   * @param counter counts for private summaries
   */
  Observer(long fatigueSeconds, UsageCounter counter) {
    this.fatigueSeconds = fatigueSeconds;
    this.counter = counter;
  }

  void observe(Catalog catalog, Step step) {
    Profile profile = step.profile();
    Token token = step.token();
    if (token.type() == EventType.APP_OPENED) {
      // After which app it came is only known of events in their order.
      int previous = step.late() ? Habits.UNKNOWN : profile.recentTokens().previousApp(token);
      profile.habits().observe(token, step.localDay(), step.now(), previous);
    }
    if (isActive(token.type())) {
      profile.engagement().active(token.hourOfWeek() % 24, step.localDay());
    }
    answers(catalog, step);
    if (!step.late()) {
      counter.count(catalog, step.cause(), token);
      profile.recentTokens().add(token);
    }
    profile.sawEventAt(step.now());
  }

  private static boolean isActive(EventType type) {
    return switch (type) {
      case DEVICE_UNLOCKED, APP_OPENED, CONTENT_SEEN, NOTIFICATION_OPENED -> true;
      default -> false;
    };
  }

  private void answers(Catalog catalog, Step step) {
    UsageEvent event = step.event();
    Profile profile = step.profile();
    Object payload = event.getPayload();
    if (payload instanceof NotificationPosted posted) {
      notification(step, posted.getCategory(), Happening.POSTED);
    } else if (payload instanceof NotificationAnswered answered) {
      if (step.type() == EventType.NOTIFICATION_OPENED) {
        notification(step, answered.getCategory(), Happening.OPENED);
      } else if (step.type() == EventType.NOTIFICATION_DISMISSED) {
        notification(step, answered.getCategory(), Happening.DISMISSED);
      }
    } else if (payload instanceof NotificationSettingChosen chosen) {
      choose(profile, chosen);
    } else if (payload instanceof RecommendationShown shown) {
      feedback(catalog, step, shown.getItem(), Answer.SHOWN);
    } else if (payload instanceof RecommendationAccepted accepted) {
      feedback(catalog, step, accepted.getItem(), Answer.ACCEPTED);
      profile.dismissals().remove(step.token().itemHash());
    } else if (payload instanceof RecommendationDismissed dismissed) {
      feedback(catalog, step, dismissed.getItem(), Answer.DISMISSED);
      profile.dismissals().forgetBefore(profile.newestEventAt() - fatigueSeconds);
      profile.dismissals().add(step.token().itemHash(), step.now());
    }
  }

  private static void notification(Step step, NotificationCategory category, Happening what) {
    step.profile().engagement().observe(category.ordinal(), what, step.localDay());
  }

  private static void choose(Profile profile, NotificationSettingChosen chosen) {
    int category = chosen.getCategory().ordinal();
    NotificationImportance importance = chosen.getImportance();
    if (chosen.getPinned() && importance != NotificationImportance.UNSPECIFIED) {
      profile.notificationChoices().pin(category, importance.ordinal());
    } else {
      profile.notificationChoices().unpin(category);
    }
  }

  private static void feedback(Catalog catalog, Step step, String item, Answer answer) {
    Optional<CatalogEntry> entry = catalog.byId(item);
    if (entry.isPresent()) {
      step.profile().feedback().observe(entry.get().categoryHash(), answer, step.localDay());
    }
  }
}
