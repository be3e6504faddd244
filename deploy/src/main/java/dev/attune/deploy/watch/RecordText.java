package dev.attune.deploy.watch;

import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.NotificationSettings;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.schemas.decision.RecommendationList;
import dev.attune.schemas.notification.NotificationDelivery;
import dev.attune.schemas.release.ModelRelease;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;

/** Records in words, a line each. */
public final class RecordText {
  private RecordText() {}

  /** The record in words where there are some, as JSON otherwise. */
  static String of(IndexedRecord record) {
    if (record instanceof RecommendationList list) {
      return list.getItems().stream()
          .map(item -> item.getItem() + " (" + item.getReason().getText() + ")")
          .collect(Collectors.joining(", ", list.getRelease() + " offers ", ""));
    } else if (record instanceof NotificationSettings settings) {
      return settings.getRelease() + " sets " + of(settings);
    } else if (record instanceof ModelRelease release) {
      return ReleaseText.of(release);
    }
    return RecordJson.of(record).toString();
  }

  /** The settings in words: each category, how loud it is, and when it comes if not at once. */
  public static String of(List<CategorySetting> settings) {
    return settings.stream().map(RecordText::of).collect(Collectors.joining(", "));
  }

  private static String of(NotificationSettings settings) {
    String categories = of(settings.getCategories());
    QuietHours quiet = settings.getQuietHours();
    return quiet == null
        ? categories
        : categories
            + ", quiet from "
            + quiet.getFromHour()
            + " to "
            + quiet.getUntilHour()
            + " o'clock";
  }

  private static String of(CategorySetting setting) {
    String text = word(setting.getCategory()) + " " + word(setting.getImportance());
    if (setting.getDelivery() == NotificationDelivery.DIGEST) {
      text += " at " + setting.getDigestHour() + " o'clock";
    }
    if (setting.getDailyCap() >= 0) {
      text += " at most " + setting.getDailyCap() + " a day";
    }
    return setting.getPinned() ? text + " (own choice)" : text;
  }

  /** The name of a constant as a word. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
