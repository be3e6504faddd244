/** How notifications should reach a user. */
@NullMarked
package dev.attune.topology.notify;

import org.jspecify.annotations.NullMarked;
