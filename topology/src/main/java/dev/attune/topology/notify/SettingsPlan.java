package dev.attune.topology.notify;

import dev.attune.schemas.audit.RuleCount;
import dev.attune.schemas.decision.CategorySetting;
import dev.attune.schemas.decision.QuietHours;
import dev.attune.topology.profile.NotificationChoices;
import java.util.List;
import java.util.Optional;

/** What was decided about a user's notifications. Nothing is changed until {@link #applyTo}. */
public final class SettingsPlan {

  private final int[] steps;
  private final int digestHour;
  private final QuietTime quiet;
  private final long epochHour;
  private final List<CategorySetting> settings;
  private final List<RuleCount> kept;
  private final int fingerprint;

  SettingsPlan(
      int[] steps,
      int digestHour,
      QuietTime quiet,
      long epochHour,
      List<CategorySetting> settings,
      List<RuleCount> kept) {
    this.steps = steps;
    this.digestHour = digestHour;
    this.quiet = quiet;
    this.epochHour = epochHour;
    this.settings = List.copyOf(settings);
    this.kept = List.copyOf(kept);
    this.fingerprint = fingerprint(settings, quiet);
  }

  /** One setting a category, in the order of the enum. */
  public List<CategorySetting> settings() {
    return settings;
  }

  /** The user's quiet hours, if they can be told. */
  public Optional<QuietHours> quietHours() {
    return quiet.isNone()
        ? Optional.empty()
        : Optional.of(new QuietHours(quiet.from(), quiet.until()));
  }

  /** Which rules kept how many categories as they were. */
  public List<RuleCount> kept() {
    return kept;
  }

  /** The 24-bit fingerprint of everything the user gets; never 0. */
  public int fingerprint() {
    return fingerprint;
  }

  /** Makes the plan the settings in force. */
  public void applyTo(NotificationChoices choices) {
    for (int category = 0; category < steps.length; category++) {
      if (choices.step(category) != steps[category]) {
        choices.move(category, steps[category], epochHour);
      }
    }
    choices.digestAt(digestHour);
    if (!quiet.equals(QuietTime.in(choices))) {
      choices.quiet(quiet.from(), quiet.until(), epochHour);
    }
  }

  /** FNV-1a over every value, folded to 24 bits. */
  private static int fingerprint(List<CategorySetting> settings, QuietTime quiet) {
    int hash = 0x811C9DC5;
    for (CategorySetting setting : settings) {
      hash = mix(hash, setting.getCategory().ordinal());
      hash = mix(hash, setting.getImportance().ordinal());
      hash = mix(hash, setting.getDelivery().ordinal());
      hash = mix(hash, setting.getDigestHour());
      hash = mix(hash, setting.getDailyCap());
      hash = mix(hash, setting.getPinned() ? 1 : 0);
    }
    hash = mix(mix(hash, quiet.from()), quiet.until());
    int folded = (hash >>> 24 ^ hash) & 0xFFFFFF;
    return folded == 0 ? 1 : folded;
  }

  private static int mix(int hash, int value) {
    return (hash ^ value & 0xFF) * 0x01000193;
  }
}
