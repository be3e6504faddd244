/** Releases that come and go while events flow: {@code attune bench swap}. */
@NullMarked
package dev.attune.bench.swap;

import org.jspecify.annotations.NullMarked;
