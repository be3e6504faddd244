/** Questions, and the places that rankers give to the true answers. */
@NullMarked
package dev.attune.evaluate.ranking;

import org.jspecify.annotations.NullMarked;
