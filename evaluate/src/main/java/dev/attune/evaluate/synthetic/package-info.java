/** How close made-up sessions come to those of the people they are made from. */
@NullMarked
package dev.attune.evaluate.synthetic;

import org.jspecify.annotations.NullMarked;
