/**
 * Releases of the usage model: what a folder must hold, and the checks before anything of it is
 * used.
 */
@NullMarked
package dev.attune.models.release;

import org.jspecify.annotations.NullMarked;
