package dev.attune.deploy.report;

import java.util.List;
import java.util.Locale;

/**
 * Numbers and words in rows and columns, such as one row for each ranker.
 *
 * @param name its stable name
 * @param columns the names of the columns
 * @param rows the rows; cells are strings, whole numbers ({@link Long}, {@link Integer}) or other
 *     numbers ({@link Double}, of which NaN means that there is none)
 */
public record Table(String name, List<String> columns, List<List<?>> rows) {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a row has not one cell for each column
   */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().<List<?>>map(List::copyOf).toList();
    for (List<?> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            name + " has a row of " + row.size() + " cells for " + columns.size() + " columns");
      }
    }
  }

  /** The table for people, with its name over it; numbers to the right, words to the left. */
  String toText() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).length();
      for (List<?> row : rows) {
        widths[i] = Math.max(widths[i], text(row.get(i)).length());
      }
    }
    StringBuilder text = new StringBuilder("\n  ").append(name).append('\n');
    line(text, columns, widths);
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private void line(StringBuilder text, List<?> cells, int[] widths) {
    StringBuilder line = new StringBuilder("  ");
    for (int i = 0; i < widths.length; i++) {
      String format = wordy(i) ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ";
      line.append(String.format(Locale.ROOT, format, text(cells.get(i))));
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private boolean wordy(int column) {
    return !rows.isEmpty() && rows.get(0).get(column) instanceof String;
  }

  private static String text(Object cell) {
    if (cell instanceof Double number) {
      return number.isNaN() ? "-" : String.format(Locale.ROOT, "%.4f", number);
    }
    return cell instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : cell.toString();
  }
}
