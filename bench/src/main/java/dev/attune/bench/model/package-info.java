/** How fast the model runtime is: {@code attune bench model}. */
@NullMarked
package dev.attune.bench.model;

import org.jspecify.annotations.NullMarked;
