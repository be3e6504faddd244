/** Runs batches of accepted events through the model and makes the decisions they trigger. */
@NullMarked
package dev.attune.topology.engine;

import org.jspecify.annotations.NullMarked;
