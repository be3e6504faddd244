/** What can be shown from outside about the mechanisms that keep summaries private. */
@NullMarked
package dev.attune.evaluate.privacy;

import org.jspecify.annotations.NullMarked;
