/** Which items are offered to a user now, in which order, and why. */
@NullMarked
package dev.attune.topology.recommend;

import org.jspecify.annotations.NullMarked;
