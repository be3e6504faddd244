/**
 * Records to bytes and back, in the Confluent registry's wire format: a zero byte, the schema id in
 * four bytes, Avro.
 */
@NullMarked
package dev.attune.schemas.wire;

import org.jspecify.annotations.NullMarked;
