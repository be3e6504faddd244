/** Decisions read back from a cluster: told to people, and made again from the log. */
@NullMarked
package dev.attune.deploy.explain;

import org.jspecify.annotations.NullMarked;
