/**
 * What one user can add to a release, bounded on integers.
 *
 * <p>Unit of privacy: one pseudonym and its whole stream; neighbors are data sets of which one has
 * one pseudonym more. A user's vector depends on that user's events and public parameters alone, so
 * adding a user adds that vector to the sums and changes nothing else: the sensitivity of the sums
 * is the norm of one bounded vector (see {@link dev.attune.privacy.bounding.ContributionLimits}).
 */
@NullMarked
package dev.attune.privacy.bounding;

import org.jspecify.annotations.NullMarked;
