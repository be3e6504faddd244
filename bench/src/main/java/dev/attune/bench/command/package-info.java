/** The command line of {@code attune bench}. */
@NullMarked
package dev.attune.bench.command;

import org.jspecify.annotations.NullMarked;
