/** What many users cost: {@code attune bench state}. */
@NullMarked
package dev.attune.bench.state;

import org.jspecify.annotations.NullMarked;
