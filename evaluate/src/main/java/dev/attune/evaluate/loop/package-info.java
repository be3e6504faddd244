/**
 * The loop, measured: simulated phones that react by their true preferences, the production's
 * decisions about them, and what both make of each other over weeks of simulated time.
 */
@NullMarked
package dev.attune.evaluate.loop;

import org.jspecify.annotations.NullMarked;
