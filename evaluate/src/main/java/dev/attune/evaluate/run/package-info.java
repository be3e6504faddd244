/** Puts users, rankers and questions together. */
@NullMarked
package dev.attune.evaluate.run;

import org.jspecify.annotations.NullMarked;
