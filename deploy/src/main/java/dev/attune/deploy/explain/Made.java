package dev.attune.deploy.explain;

import dev.attune.schemas.audit.DecisionMade;
import org.apache.avro.specific.SpecificRecord;

/**
 * A decision that was made again.
 *
 * @param entry its audit entry
 * @param output what came out
 */
record Made(DecisionMade entry, SpecificRecord output) {}
