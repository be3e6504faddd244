/** The port to the usage model, and what belongs to every implementation of it. */
@NullMarked
package dev.attune.models.usage;

import org.jspecify.annotations.NullMarked;
