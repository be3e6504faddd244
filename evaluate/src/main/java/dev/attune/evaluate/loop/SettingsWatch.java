package dev.attune.evaluate.loop;

import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.schemas.notification.NotificationImportance;
import dev.attune.schemas.usage.NotificationSettingChosen;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the notification settings one user gets. A change is: a category whose importance,
 * delivery or daily cap differs from before and that the user did not choose by hand; another hour
 * of the digest; other quiet hours. The first settings are where changes start from.
 */
final class SettingsWatch {

  private final Diary diary;
  private final @Nullable NotificationImportance[] pinned =
      new NotificationImportance[Diary.CATEGORIES];
  private final @Nullable CategorySetting[] before = new CategorySetting[Diary.CATEGORIES];
  private @Nullable QuietHours quietBefore;
  private int digestHourBefore = -1;
  private boolean any;

  SettingsWatch(Diary diary) {
    this.diary = diary;
  }

  /** The user chooses by hand, or gives the choice back. */
  void chosen(NotificationSettingChosen chosen) {
    pinned[chosen.getCategory().ordinal()] =
        chosen.getPinned() && chosen.getImportance() != NotificationImportance.UNSPECIFIED
            ? chosen.getImportance()
            : null;
  }

  /** Settings reach the phone. */
  void delivered(int day, NotificationSettings settings) {
    diary.add(day, Measure.DELIVERED_SETTINGS, 1);
    for (CategorySetting setting : settings.getCategories()) {
      int category = setting.getCategory().ordinal();
      NotificationImportance byHand = pinned[category];
      if (byHand != null && !(setting.getPinned() && setting.getImportance() == byHand)) {
        diary.add(day, Measure.PINS_LOST, 1);
      }
      CategorySetting last = before[category];
      if (last != null && differs(last, setting)) {
        diary.add(day, Measure.CHANGES, 1);
      }
      before[category] = setting;
    }
    int digestHour =
        settings.getCategories().stream().mapToInt(CategorySetting::getDigestHour).max().orElse(-1);
    if (digestHour >= 0) {
      if (digestHourBefore >= 0 && digestHour != digestHourBefore) {
        diary.add(day, Measure.CHANGES, 1);
      }
      digestHourBefore = digestHour;
    }
    QuietHours quiet = settings.getQuietHours();
    if (any && !Objects.equals(quiet, quietBefore)) {
      diary.add(day, Measure.CHANGES, 1);
    }
    quietBefore = quiet;
    any = true;
  }

  /** What the user chose by hand, or gave back, is no change of ours. */
  private static boolean differs(CategorySetting one, CategorySetting other) {
    return !one.getPinned()
        && !other.getPinned()
        && (one.getImportance() != other.getImportance()
            || one.getDelivery() != other.getDelivery()
            || one.getDailyCap() != other.getDailyCap());
  }
}
