package dev.attune.deploy.demo;

import dev.attune.deploy.watch.RecordText;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.usage.AppOpened;
import dev.attune.schemas.usage.ContentSeen;
import dev.attune.schemas.usage.DeviceUnlocked;
import dev.attune.schemas.usage.NotificationAnswer;
import dev.attune.schemas.usage.NotificationAnswered;
import dev.attune.schemas.usage.NotificationSettingChosen;
import dev.attune.schemas.usage.RecommendationAccepted;
import dev.attune.schemas.usage.RecommendationDismissed;
import dev.attune.schemas.usage.SettingChanged;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What one user lives through, told in sentences: what they do, what they are offered and why, and
 * what they make of it. It is the first user who is offered something. Thread-safe.
 */
final class Story {
  private static final int KEPT = 12;
  private static final int ITEMS_TOLD = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

  private final UnaryOperator<String> title;
  private final Deque<String> lines = new ArrayDeque<>();
  private int hero = -1;
  private int utcOffsetMinutes;
  private List<CategorySetting> settings = List.of();

  /** A story in which items are called by what {@code title} gives for their id. */
  Story(UnaryOperator<String> title) {
    this.title = title;
  }

  synchronized void happened(SimulatedEvent event) {
    if (event.user() == hero) {
      utcOffsetMinutes = event.context().getUtcOffsetMinutes();
      sentence(event.payload()).ifPresent(text -> tell(event.occurredAt(), text));
    }
  }

  synchronized void delivered(int user, RecommendationList list) {
    if (hero < 0 && !list.getItems().isEmpty()) {
      hero = user;
    }
    if (user == hero) {
      String items =
          list.getItems().stream()
              .limit(ITEMS_TOLD)
              .map(item -> title.apply(item.getItem()) + " (" + item.getReason().getText() + ")")
              .collect(Collectors.joining(", "));
      int more = list.getItems().size() - ITEMS_TOLD;
      tell(
          list.getDecidedAt(),
          "<- is offered " + items + (more > 0 ? " and " + more + " more" : ""));
    }
  }

  synchronized void delivered(int user, NotificationSettings now) {
    if (user == hero) {
      List<CategorySetting> changed =
          now.getCategories().stream().filter(one -> !settings.contains(one)).toList();
      tell(
          now.getDecidedAt(),
          settings.isEmpty()
              ? "<- gets notification settings for " + changed.size() + " categories"
              : "<- gets new notification settings: " + RecordText.of(changed));
      settings = List.copyOf(now.getCategories());
    }
  }

  /** The last sentences, oldest first. */
  synchronized List<String> lines() {
    return new ArrayList<>(lines);
  }

  private void tell(long seconds, String text) {
    lines.add(
        TIME.format(Instant.ofEpochSecond(seconds + utcOffsetMinutes * 60L).atZone(ZoneOffset.UTC))
            + "  "
            + text);
    if (lines.size() > KEPT) {
      lines.remove();
    }
  }

  private Optional<String> sentence(Object payload) {
    if (payload instanceof DeviceUnlocked) {
      return Optional.of("unlocks the phone");
    } else if (payload instanceof AppOpened opened) {
      return Optional.of("opens " + title.apply(opened.getApp()));
    } else if (payload instanceof ContentSeen seen) {
      return Optional.of("looks at " + title.apply(seen.getContent()));
    } else if (payload instanceof SettingChanged changed) {
      return Optional.of("sets " + title.apply(changed.getSetting()) + " to " + changed.getValue());
    } else if (payload instanceof RecommendationAccepted accepted) {
      return Optional.of("-> takes the offer: " + title.apply(accepted.getItem()));
    } else if (payload instanceof RecommendationDismissed dismissed) {
      return Optional.of("-> does not want " + title.apply(dismissed.getItem()));
    } else if (payload instanceof NotificationSettingChosen chosen) {
      return Optional.of("chooses how loud notifications are: " + word(chosen.getCategory()));
    } else if (payload instanceof NotificationAnswered answered
        && answered.getAnswer() == NotificationAnswer.OPENED) {
      return Optional.of("opens a notification: " + word(answered.getCategory()));
    }
    return Optional.empty();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
