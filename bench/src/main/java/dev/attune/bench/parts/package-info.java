/** The parts of the hot path by JMH: {@code attune bench parts}. */
@NullMarked
package dev.attune.bench.parts;

import org.jspecify.annotations.NullMarked;
