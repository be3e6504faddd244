package dev.attune.models.folded;

/**
 * A table that an update looks up.
 *
 * @param rows its rows, all of one length; not to be written to
 * @param row which row an event takes
 */
record Table(float[][] rows, IndexSum row) {

  /** The row that an event takes. */
  float[] of(int item, int kind, int gap, int hourOfWeek) {
    return rows[row.of(item, kind, gap, hourOfWeek)];
  }
}
