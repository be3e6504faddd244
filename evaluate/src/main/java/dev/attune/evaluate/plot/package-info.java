/** Charts of what was found, as PNG files. The only package that knows the chart library. */
@NullMarked
package dev.attune.evaluate.plot;

import org.jspecify.annotations.NullMarked;
