/** Replaying recorded usage logs, CSV or TSV, as the events they tell of. */
@NullMarked
package dev.attune.device.replay;

import org.jspecify.annotations.NullMarked;
