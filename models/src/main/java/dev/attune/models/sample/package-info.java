/** Writes made-up sessions of a cohort that is known by a summary only. */
@NullMarked
package dev.attune.models.sample;

import org.jspecify.annotations.NullMarked;
