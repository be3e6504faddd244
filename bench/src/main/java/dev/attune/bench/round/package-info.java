/** Sides of a comparison, measured in turns on a machine that others use too. */
@NullMarked
package dev.attune.bench.round;

import org.jspecify.annotations.NullMarked;
