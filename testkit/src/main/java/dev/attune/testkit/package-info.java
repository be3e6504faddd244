/** A fluent harness that drives the production topology without a broker. */
@NullMarked
package dev.attune.testkit;

import org.jspecify.annotations.NullMarked;
