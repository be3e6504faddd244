/** Rankers without learning, which a model has to beat. */
@NullMarked
package dev.attune.evaluate.baseline;

import org.jspecify.annotations.NullMarked;
