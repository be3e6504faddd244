package dev.attune.topology.engine;

import dev.attune.schemas.decision.Arm;
import dev.attune.topology.notify.SettingsPlan;
import dev.attune.topology.recommend.Recommendation;
import java.util.Optional;

/** The decisions that one event calls for, and what became of them. */
final class PendingDecision {

  private final Step step;
  private final boolean listDue;
  private final boolean settingsDue;
  private final byte[] before;
  private Optional<Recommendation> recommendation = Optional.empty();
  private Optional<SettingsPlan> plan = Optional.empty();
  private Optional<RuntimeException> failure = Optional.empty();
  private String listRelease = "";
  private String settingsRelease = "";
  private Arm arm = Arm.UNKNOWN;

  /**
   * @param before the profile's bytes before the event, to go back to if a decision fails
   */
  PendingDecision(Step step, boolean listDue, boolean settingsDue, byte[] before) {
    this.step = step;
    this.listDue = listDue;
    this.settingsDue = settingsDue;
    this.before = before;
  }

  Step step() {
    return step;
  }

  boolean listDue() {
    return listDue;
  }

  boolean settingsDue() {
    return settingsDue;
  }

  byte[] before() {
    return before;
  }

  void of(Arm share) {
    arm = share;
  }

  /** The share the user is in. */
  Arm arm() {
    return arm;
  }

  void recommend(Recommendation decided, String release) {
    recommendation = Optional.of(decided);
    listRelease = release;
  }

  void plan(SettingsPlan decided, String release) {
    plan = Optional.of(decided);
    settingsRelease = release;
  }

  void failed(RuntimeException error) {
    failure = Optional.of(error);
  }

  Optional<Recommendation> recommendation() {
    return recommendation;
  }

  /** The release that ranked the list. */
  String listRelease() {
    return listRelease;
  }

  Optional<SettingsPlan> plan() {
    return plan;
  }

  /** The release that chose the settings. */
  String settingsRelease() {
    return settingsRelease;
  }

  Optional<RuntimeException> failure() {
    return failure;
  }
}
