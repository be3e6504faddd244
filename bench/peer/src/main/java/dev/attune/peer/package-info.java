/** Attune's job on Apache Flink, as small as it can be, to be compared with. */
@NullMarked
package dev.attune.peer;

import org.jspecify.annotations.NullMarked;
