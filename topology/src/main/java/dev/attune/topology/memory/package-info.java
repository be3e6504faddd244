/** How the memory of one process is shared out. */
@NullMarked
package dev.attune.topology.memory;

import org.jspecify.annotations.NullMarked;
