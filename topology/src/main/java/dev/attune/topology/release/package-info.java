/**
 * Several releases of the usage model at run time: who is on which, how good each is, and when one
 * is taken back. Free of Kafka.
 */
@NullMarked
package dev.attune.topology.release;

import org.jspecify.annotations.NullMarked;
