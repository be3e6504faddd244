/**
 * All that is kept about one user, in sections, and its compact binary form. Knows nothing of
 * Kafka.
 */
@NullMarked
package dev.attune.topology.profile;

import org.jspecify.annotations.NullMarked;
