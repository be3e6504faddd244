package dev.attune.topology.audit;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionKind;
import dev.attune.schemas.decision.DecisionId;
import dev.attune.schemas.usage.UsageEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Identities of decisions: the first 16 bytes of SHA-256 over the user's pseudonym (16 bytes), the
 * triggering event's device (8) and sequence (8, big-endian), the kind's name and the model
 * release, each text in UTF-8 and ended by a zero byte. The same input gives the same identity. A
 * decision that a change of the catalog triggers has device zero, and as sequence the first 8 bytes
 * of the catalog's digest. Not thread-safe.
 */
public final class DecisionIds {

  private static final int BYTES = 16;

  private final MessageDigest sha256 = Sha256.digest();

  /** Creates a maker of identities. */
  public DecisionIds() {}

  /** The identity of the decision of this kind that the event triggers. */
  public DecisionId of(Pseudonym user, UsageEvent trigger, DecisionKind kind, String release) {
    sha256.update(user.bytes());
    sha256.update(trigger.getDevice().bytes());
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, trigger.getSequence()));
    text(kind.name());
    text(release);
    return new DecisionId(Arrays.copyOf(sha256.digest(), BYTES));
  }

  private void text(String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
  }
}
