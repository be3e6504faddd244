/** Writes what a trainer reads: events as integers, made by the code that serves. */
@NullMarked
package dev.attune.models.training;

import org.jspecify.annotations.NullMarked;
