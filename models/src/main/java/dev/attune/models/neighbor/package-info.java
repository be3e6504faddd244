/** Which items go together: the sparse item-item table of a release. */
@NullMarked
package dev.attune.models.neighbor;

import org.jspecify.annotations.NullMarked;
