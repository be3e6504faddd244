/** How many bytes an event takes on its way: {@code attune bench wire}. */
@NullMarked
package dev.attune.bench.wire;

import org.jspecify.annotations.NullMarked;
