package dev.attune.device.simulate;

import dev.attune.schemas.usage.SettingChanged;
import java.util.List;
import java.util.Optional;

/**
 * The small things a user does with the phone beside opening apps: looking at content, changing
 * settings.
 */
final class Pastimes {
  private static final double CONTENT_SHARE = 0.22;
  private static final double SETTING_SHARE = 0.02;

  private final World world;
  private final RandomStream random;
  private final double[] settingWeights = new double[PhoneSetting.values().length];
  private final double[] whims = new double[PhoneSetting.values().length];
  private final double[] formatWeights = new double[WorldNames.contentFormats()];
  private final double formatTotal;

  /** Draws what the user has a weakness for, and later choices, from the same stream. */
  Pastimes(World world, RandomStream random) {
    this.world = world;
    this.random = random;
    for (int i = 0; i < whims.length; i++) {
      whims[i] = random.logNormal(1, 1.2);
    }
    double total = 0;
    for (int i = 0; i < formatWeights.length; i++) {
      formatWeights[i] = random.logNormal(1, 1);
      total += formatWeights[i];
    }
    formatTotal = total;
  }

  /** The content looked at in an app, if any. */
  Optional<String> contentIn(int app) {
    boolean hasContent =
        switch (world.category(app)) {
          case NEWS, VIDEO, MUSIC, SOCIAL, HEALTH, GAMES, SHOPPING -> true;
          default -> false;
        };
    if (!hasContent || !random.chance(CONTENT_SHARE)) {
      return Optional.empty();
    }
    int format = random.pick(formatWeights, formatWeights.length, formatTotal);
    List<CatalogBuilder.Content> contents = world.catalog().contents();
    return Optional.of(
        contents.get(world.category(app).ordinal() * formatWeights.length + format).id());
  }

  /** A setting changed after an app was closed, if any. */
  Optional<SettingChanged> setting(int daypart) {
    if (!random.chance(SETTING_SHARE)) {
      return Optional.empty();
    }
    double total = 0;
    for (PhoneSetting setting : PhoneSetting.values()) {
      double weight = whims[setting.ordinal()] * (setting.daypart == daypart ? 1 : 0.1);
      settingWeights[setting.ordinal()] = weight;
      total += weight;
    }
    PhoneSetting chosen =
        PhoneSetting.values()[random.pick(settingWeights, settingWeights.length, total)];
    return Optional.of(change(chosen));
  }

  /** A change of this setting to one of its values. */
  SettingChanged change(PhoneSetting setting) {
    return new SettingChanged(
        setting.id(), setting.values.get(random.below(setting.values.size())));
  }

  /** How long an app stays in the foreground, in seconds. */
  int secondsIn(int app) {
    double seconds = random.logNormal(world.category(app).medianSeconds, 0.8);
    return (int) Math.max(3, Math.min(5400, seconds));
  }
}
