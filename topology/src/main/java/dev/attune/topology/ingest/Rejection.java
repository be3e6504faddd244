package dev.attune.topology.ingest;

/** Why an event does not count. A closed set: metrics, reports and dead letters use these names. */
public enum Rejection {
  /** Its bytes are no Avro record of the schema they claim. */
  MALFORMED("malformed"),
  /** It is larger than an event may be. */
  TOO_LARGE("too-large"),
  /** The registry does not know its schema, or the schema is no version of this topic's. */
  UNKNOWN_SCHEMA("unknown-schema"),
  /** Its key is no pseudonym. */
  BAD_KEY("bad-key"),
  /** A field holds what it must not. */
  INVALID_FIELD("invalid-field"),
  /** It claims to have happened later than it can have. */
  FROM_THE_FUTURE("from-the-future"),
  /** The user does not allow personalization. */
  NO_CONSENT("no-consent"),
  /** It was counted before, or is too old to tell. */
  DUPLICATE("duplicate"),
  /** The user has more phones than are kept apart. */
  TOO_MANY_DEVICES("too-many-devices"),
  /** It passed the checks but could not be processed. */
  FAILED("failed");

  private final String word;

  Rejection(String word) {
    this.word = word;
  }

  /** The name in reports, metrics and dead letters. */
  public String word() {
    return word;
  }
}
