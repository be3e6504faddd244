/** The stream application: how it is configured, started, watched and stopped. */
@NullMarked
package dev.attune.topology.app;

import org.jspecify.annotations.NullMarked;
