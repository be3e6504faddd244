/** Attacks on published sessions, with users held out to tell what is learned from whom. */
@NullMarked
package dev.attune.evaluate.attack;

import org.jspecify.annotations.NullMarked;
