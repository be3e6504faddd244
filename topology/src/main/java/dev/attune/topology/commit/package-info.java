/**
 * Work that has to happen before a commit: the only place that knows internals of Kafka Streams.
 */
@NullMarked
package dev.attune.topology.commit;

import org.jspecify.annotations.NullMarked;
