/** What an evaluation found: metrics by split and segment, curves, calibration, drift. */
@NullMarked
package dev.attune.evaluate.result;

import org.jspecify.annotations.NullMarked;
