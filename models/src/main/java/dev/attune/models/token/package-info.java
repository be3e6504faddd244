/** Turns a usage event into the few small numbers a model reads. */
@NullMarked
package dev.attune.models.token;

import org.jspecify.annotations.NullMarked;
