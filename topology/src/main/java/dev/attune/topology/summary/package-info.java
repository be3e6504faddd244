/**
 * Private summaries of cohorts: who is counted, in what, when, and what it may cost.
 *
 * <p>Integers only wherever users' data is still exact.
 */
@NullMarked
package dev.attune.topology.summary;

import org.jspecify.annotations.NullMarked;
