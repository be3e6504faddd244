package dev.attune.deploy.demo;

import dev.attune.privacy.pseudonym.Pseudonym;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All decisions of a run, to compare it with another: one digest over everything that was decided,
 * which does not depend on how users were spread over partitions. Thread-safe.
 */
final class DecisionLog {
  /** Zero byte and schema id, which differ between registries. */
  private static final int WIRE_HEADER = 5;

  private final Map<Pseudonym, List<Decision>> decisions = new TreeMap<>();

  /**
   * Adds one decision; those of one user and kind in the order in which they were made.
   *
   * @param kind the number of the output's kind
   * @param decidedAt when it was decided, in seconds of the event that caused it
   * @param value the record's value in the wire format
   */
  synchronized void add(Pseudonym user, int kind, long decidedAt, byte[] value) {
    byte[] body = Arrays.copyOfRange(value, WIRE_HEADER, value.length);
    decisions
        .computeIfAbsent(user, ignored -> new ArrayList<>())
        .add(new Decision(decidedAt, kind, body));
  }

  /**
   * SHA-256, in hexadecimal, over key and Avro body of each decision, by key, then time, then kind,
   * then the order in which they were made.
   */
  synchronized String digest() {
    MessageDigest sha256 = sha256();
    Comparator<Decision> inTime =
        Comparator.comparingLong(Decision::decidedAt).thenComparingInt(Decision::kind);
    decisions.forEach(
        (user, made) ->
            made.stream()
                .sorted(inTime)
                .forEach(
                    decision -> {
                      sha256.update(user.bytes());
                      sha256.update(decision.body());
                    }));
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Decision(long decidedAt, int kind, byte[] body) {}
}
