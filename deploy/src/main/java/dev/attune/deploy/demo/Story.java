package dev.attune.deploy.demo;

import dev.attune.deploy.watch.RecordText;
import dev.attune.device.simulate.SimulatedEvent;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.notification.NotificationImportance;
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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What one user lives through, told in sentences: what they do, what they are offered and why, and
 * what they make of it. The story follows someone who takes an offer, and moves on to the next when
 * that one has put the phone away. Thread-safe.
 */
final class Story {
  private static final int KEPT = 12;
  private static final int ITEMS_TOLD = 3;
  private static final long AWAY_SECONDS = 1_800;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ROOT);

  private final UnaryOperator<String> title;
  private final Map<Integer, Deque<Moment>> moments = new HashMap<>();
  private final Map<Integer, Integer> utcOffsetMinutes = new HashMap<>();
  private int hero = -1;
  private long heroSeenAt;

  /** A story in which items are called by what {@code title} gives for their id. */
  Story(UnaryOperator<String> title) {
    this.title = title;
  }

  synchronized void happened(SimulatedEvent event) {
    int user = event.user();
    utcOffsetMinutes.put(user, event.context().getUtcOffsetMinutes());
    if (event.payload() instanceof RecommendationAccepted
        && event.occurredAt() - heroSeenAt > AWAY_SECONDS) {
      hero = user;
    }
    if (user == hero) {
      heroSeenAt = event.occurredAt();
    }
    keep(user, event.occurredAt(), event.payload());
  }

  synchronized void delivered(int user, RecommendationList list) {
    if (hero < 0 && !list.getItems().isEmpty()) {
      hero = user;
    }
    keep(user, list.getDecidedAt(), list);
  }

  synchronized void delivered(int user, NotificationSettings settings) {
    keep(user, settings.getDecidedAt(), settings);
  }

  /** The last sentences about whoever the story follows now, oldest first. */
  synchronized List<String> lines() {
    long offset = utcOffsetMinutes.getOrDefault(hero, 0) * 60L;
    List<String> lines = new ArrayList<>();
    for (Moment moment : moments.getOrDefault(hero, new ArrayDeque<>())) {
      Instant local = Instant.ofEpochSecond(moment.seconds() + offset);
      sentence(moment.what())
          .ifPresent(text -> lines.add(TIME.format(local.atZone(ZoneOffset.UTC)) + "  " + text));
    }
    return lines;
  }

  private void keep(int user, long seconds, Object what) {
    if (sentence(what).isEmpty()) {
      return;
    }
    Deque<Moment> kept = moments.computeIfAbsent(user, ignored -> new ArrayDeque<>());
    kept.add(new Moment(seconds, what));
    if (kept.size() > KEPT) {
      kept.remove();
    }
  }

  private record Moment(long seconds, Object what) {}

  private Optional<String> sentence(Object what) {
    if (what instanceof RecommendationList list) {
      return Optional.of("<- is offered " + offer(list));
    } else if (what instanceof NotificationSettings settings) {
      return Optional.of("<- gets notification settings: " + settings(settings));
    }
    return deed(what);
  }

  private String offer(RecommendationList list) {
    String items =
        list.getItems().stream()
            .limit(ITEMS_TOLD)
            .map(item -> title.apply(item.getItem()) + " (" + item.getReason().getText() + ")")
            .collect(Collectors.joining(", "));
    int more = list.getItems().size() - ITEMS_TOLD;
    return items + (more > 0 ? " and " + more + " more" : "");
  }

  /** Only what is quieter than usual: the rest is as everyone has it. */
  private static String settings(NotificationSettings settings) {
    List<CategorySetting> quieter =
        settings.getCategories().stream()
            .filter(
                one ->
                    one.getImportance() != NotificationImportance.DEFAULT
                        && one.getImportance() != NotificationImportance.HIGH)
            .toList();
    return quieter.isEmpty() ? "the usual ones" : RecordText.of(quieter);
  }

  private Optional<String> deed(Object payload) {
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
