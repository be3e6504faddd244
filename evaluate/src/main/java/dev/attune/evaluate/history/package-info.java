/** What users did, and the questions asked about it: which app was opened next. */
@NullMarked
package dev.attune.evaluate.history;

import org.jspecify.annotations.NullMarked;
