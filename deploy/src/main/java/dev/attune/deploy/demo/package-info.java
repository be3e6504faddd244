/**
 * The demo: simulated phones on one side of a real pipeline, and a watchful reader on the other.
 */
@NullMarked
package dev.attune.deploy.demo;

import org.jspecify.annotations.NullMarked;
