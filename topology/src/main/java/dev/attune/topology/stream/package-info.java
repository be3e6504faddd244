/** The personalization topology: its sources, its processor, its stores and its sinks. */
@NullMarked
package dev.attune.topology.stream;

import org.jspecify.annotations.NullMarked;
