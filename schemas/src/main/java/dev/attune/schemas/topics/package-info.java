/** Which topics there are, what travels on each, and how each is kept. */
@NullMarked
package dev.attune.schemas.topics;

import org.jspecify.annotations.NullMarked;
