/** Measures of rankings and probabilities, and their intervals. */
@NullMarked
package dev.attune.evaluate.metric;

import org.jspecify.annotations.NullMarked;
