/** Measurements in JVMs of their own. */
@NullMarked
package dev.attune.bench.jvm;

import org.jspecify.annotations.NullMarked;
