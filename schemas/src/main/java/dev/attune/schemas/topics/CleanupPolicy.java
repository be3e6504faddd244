package dev.attune.schemas.topics;

/** What Kafka does with old records of a topic. */
public enum CleanupPolicy {
  /** Records go when they are older than the retention. */
  DELETE("delete"),
  /** The last record of each key stays for as long as it is the last. */
  COMPACT("compact"),
  /** The last record of each key stays, but no longer than the retention. */
  COMPACT_AND_DELETE("compact,delete");

  private final String value;

  CleanupPolicy(String value) {
    this.value = value;
  }

  /** The value of Kafka's {@code cleanup.policy}. */
  public String value() {
    return value;
  }

  /** Whether records go by age. */
  public boolean deletes() {
    return this != COMPACT;
  }

  /** Whether only the last record of a key is kept. */
  public boolean compacts() {
    return this != DELETE;
  }
}
