package dev.attune.topology.synthesis;

/** The names of the parts: they name changelogs and metrics, so they never change. */
public final class SynthesisNames {

  /** How far the windows of a partition were closed; one key. */
  public static final String WINDOWS_STORE = "synthesis-windows";

  /** Writes the sums of partitions. */
  public static final String PARTIALS_SINK = "partials-sink";

  /** Reads the sums of partitions. */
  public static final String PARTIALS_SOURCE = "partials-source";

  /** Adds up partitions, draws noise, and seals. */
  public static final String SEAL = "synthesis-seal";

  /** Sums of partitions, exact, until their window is settled. */
  public static final String PARTIALS_STORE = "synthesis-partials";

  /** What the ledger says, as it came. */
  public static final String LEDGER_STORE = "synthesis-ledger";

  /** Writes the ledger. */
  public static final String LEDGER_SINK = "ledger-sink";

  /** Reads the ledger. */
  public static final String LEDGER_SOURCE = "ledger-source";

  /** Writes sessions of what is sealed. */
  public static final String PUBLISH = "synthesis-publish";

  /** What is sealed and not published yet, and which releases were. */
  public static final String PUBLICATIONS_STORE = "synthesis-publications";

  /** Writes sessions to their topic. */
  public static final String SESSIONS_SINK = "synthetic-sessions-sink";

  private SynthesisNames() {}
}
