/** The readout and rank graphs of a release in plain Java, proven to answer as the graphs do. */
@NullMarked
package dev.attune.models.dense;

import org.jspecify.annotations.NullMarked;
