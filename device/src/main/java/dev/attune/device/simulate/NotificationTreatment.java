package dev.attune.device.simulate;

/** What a phone does with a notification that arrives. */
public enum NotificationTreatment {
  /** It is shown at once, with a sound. */
  LOUD,
  /** It is shown at once, without a sound. */
  SILENT,
  /** It waits for the digest. */
  DIGEST,
  /** It is never shown. */
  BLOCKED
}
