/** Which item has which row in a model's tables. */
@NullMarked
package dev.attune.models.vocabulary;

import org.jspecify.annotations.NullMarked;
