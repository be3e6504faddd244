/** What one would run without a recurrent state: a transformer over the last events. */
@NullMarked
package dev.attune.bench.reencode;

import org.jspecify.annotations.NullMarked;
