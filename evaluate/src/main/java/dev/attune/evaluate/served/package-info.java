/** Asks a model as it is served: event by event, in batches, with a 16-bit state. */
@NullMarked
package dev.attune.evaluate.served;

import org.jspecify.annotations.NullMarked;
