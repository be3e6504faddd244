/** Where time and memory go: {@code attune bench profile}. */
@NullMarked
package dev.attune.bench.profile;

import org.jspecify.annotations.NullMarked;
