/** What may enter: the checks an event must pass before it counts. */
@NullMarked
package dev.attune.topology.ingest;

import org.jspecify.annotations.NullMarked;
