/** What releases leave behind in memory: {@code attune bench swap-memory}. */
@NullMarked
package dev.attune.bench.memory;

import org.jspecify.annotations.NullMarked;
