/**
 * Turns simulated phones into the integer training sets that models are trained and measured on.
 */
@NullMarked
package dev.attune.deploy.training;

import org.jspecify.annotations.NullMarked;
