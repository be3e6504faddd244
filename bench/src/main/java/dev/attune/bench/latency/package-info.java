/** From an event to what is seen of it: {@code attune bench latency}. */
@NullMarked
package dev.attune.bench.latency;

import org.jspecify.annotations.NullMarked;
