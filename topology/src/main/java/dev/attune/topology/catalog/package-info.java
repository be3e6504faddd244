/** What may be offered, indexed by audience. */
@NullMarked
package dev.attune.topology.catalog;

import org.jspecify.annotations.NullMarked;
