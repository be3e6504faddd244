/** Bounded, decayed counts of what one user does often, and the features made of them. */
@NullMarked
package dev.attune.models.habit;

import org.jspecify.annotations.NullMarked;
