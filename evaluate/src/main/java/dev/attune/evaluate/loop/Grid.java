package dev.attune.evaluate.loop;

import java.util.List;

/**
 * Numbers in rows and columns.
 *
 * @param name its stable name
 * @param columns the names of the columns
 * @param rows strings, whole numbers ({@link Long}) or other numbers ({@link Double}, of which NaN
 *     means that there is none)
 */
public record Grid(String name, List<String> columns, List<List<?>> rows) {

  /** Copies the lists. */
  public Grid {
    columns = List.copyOf(columns);
    rows = rows.stream().<List<?>>map(List::copyOf).toList();
  }
}
