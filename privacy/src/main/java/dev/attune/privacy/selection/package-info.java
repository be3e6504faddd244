/**
 * Names that are not public: which of them may be told.
 *
 * <p>Wherever the list of cells is public this package is not needed, and should not be used: names
 * cost delta. A name is told when the noisy number of its users exceeds a threshold so high that a
 * name with a single user gets over it with probability {@code delta} at most. A name once told may
 * be used as public from then on (post-processing).
 */
@NullMarked
package dev.attune.privacy.selection;

import org.jspecify.annotations.NullMarked;
