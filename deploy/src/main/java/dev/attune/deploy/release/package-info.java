/** Releases of the usage model on a cluster: what is there, how it gets there, who gets it. */
@NullMarked
package dev.attune.deploy.release;

import org.jspecify.annotations.NullMarked;
