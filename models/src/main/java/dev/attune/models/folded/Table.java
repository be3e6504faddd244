package dev.attune.models.folded;

/**
 * A table that an update looks up.
 *
 * @param values row by row; not to be written to
 * @param row which row an event takes
 */
record Table(float[] values, IndexSum row) {}
