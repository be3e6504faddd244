/** What is kept of records that can't be used: where they are and why, never what they hold. */
@NullMarked
package dev.attune.topology.deadletter;

import org.jspecify.annotations.NullMarked;
