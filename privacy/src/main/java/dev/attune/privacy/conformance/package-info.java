/**
 * Checks that mechanism code does what its proofs say, run on the real code and on mutants.
 *
 * <p>Each check returns findings; none means that it passed. Checks draw from seeded bits, so that
 * a run is repeatable; with fresh bits a correct mechanism would fail one with the probability
 * stated.
 */
@NullMarked
package dev.attune.privacy.conformance;

import org.jspecify.annotations.NullMarked;
