/** Simulated phones: a seeded, reproducible world of users whose true habits are known. */
@NullMarked
package dev.attune.device.simulate;

import org.jspecify.annotations.NullMarked;
