package dev.attune.topology.stream;

/** The names of the topology's parts: they name changelogs and metrics, so they never change. */
public final class TopologyNames {

  /** Reads usage events. */
  public static final String USAGE_EVENTS_SOURCE = "usage-events-source";

  /** Reads consents. */
  public static final String CONSENTS_SOURCE = "consents-source";

  /** Folds events into profiles and decides. */
  public static final String PERSONALIZATION = "personalization";

  /** One value a user; its changelog is {@code <application.id>-profiles-changelog}. */
  public static final String PROFILE_STORE = "profiles";

  /** Holds nothing; runs work before commits. */
  public static final String PRE_COMMIT_STORE = "pre-commit";

  /** Reads catalog items. */
  public static final String CATALOG_SOURCE = "catalog-source";

  /** Keeps the catalog. */
  public static final String CATALOG = "catalog";

  /** The catalog items, as they came, by id; global. */
  public static final String CATALOG_STORE = "catalog-items";

  /** Reads releases. */
  public static final String RELEASES_SOURCE = "releases-source";

  /** Keeps releases. */
  public static final String RELEASES = "releases";

  /** The records of releases, as they came, by key; global, on disk. */
  public static final String RELEASES_STORE = "model-releases";

  /** Writes recommendation lists. */
  public static final String RECOMMENDATIONS_SINK = "recommendations-sink";

  /** Writes notification settings. */
  public static final String NOTIFICATION_SETTINGS_SINK = "notification-settings-sink";

  /** Writes the audit log. */
  public static final String AUDIT_SINK = "audit-sink";

  /** Writes dead letters. */
  public static final String DEAD_LETTERS_SINK = "dead-letters-sink";

  private TopologyNames() {}
}
