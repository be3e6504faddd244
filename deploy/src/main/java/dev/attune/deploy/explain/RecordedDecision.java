package dev.attune.deploy.explain;

import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionMade;
import dev.attune.schemas.decision.DecisionId;
import java.util.HexFormat;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it stands in the audit log.
 *
 * @param user whose it is
 * @param entry its entry
 * @param partition the partition of the audit log, which is that of the user's events
 * @param output what came out; null when that is no longer on its topic
 */
record RecordedDecision(
    Pseudonym user, DecisionMade entry, int partition, @Nullable SpecificRecord output) {

  String id() {
    return text(entry.getDecision());
  }

  static String text(DecisionId id) {
    return HexFormat.of().formatHex(id.bytes());
  }

  RecordedDecision withOutput(@Nullable SpecificRecord found) {
    return new RecordedDecision(user, entry, partition, found);
  }
}
