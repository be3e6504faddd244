/** A usage model without a neural network. */
@NullMarked
package dev.attune.models.fallback;

import org.jspecify.annotations.NullMarked;
