/** The update of a release in plain Java: tables read from its graph, and arithmetic. */
@NullMarked
package dev.attune.models.folded;

import org.jspecify.annotations.NullMarked;
