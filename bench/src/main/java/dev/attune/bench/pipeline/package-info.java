/** Whole pipelines beside each other on one broker: {@code attune bench pipeline}. */
@NullMarked
package dev.attune.bench.pipeline;

import org.jspecify.annotations.NullMarked;
