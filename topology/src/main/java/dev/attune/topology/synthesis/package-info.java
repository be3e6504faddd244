/**
 * From exact sums to made-up sessions, over Kafka: partitions send what their users add up to, one
 * task adds noise once and seals the result in the ledger, and another publishes what follows from
 * the seal.
 */
@NullMarked
package dev.attune.topology.synthesis;

import org.jspecify.annotations.NullMarked;
