package dev.attune.evaluate.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What settings could reach that knew how likely each user opens and dismisses notifications of
 * each category: categories of users are lowered for good, in the order of how many dismissals that
 * saves for each opening it harms, as long as no more than a share of all openings is harmed. Quiet
 * hours, caps and changes with time are not among them.
 */
final class BestSettings {

  private record Cell(double opened, double dismissed) {
    double harm() {
      return Diaries.over(opened, dismissed);
    }
  }

  private BestSettings() {}

  /** The share of interruptions that would be dismissed which such settings avoid. */
  static double avoided(Diaries lives, int from, int to, double mostHarmed) {
    List<Cell> cells = new ArrayList<>();
    double opened = 0;
    double dismissed = 0;
    for (Diary diary : lives.users()) {
      for (int category = 0; category < Diary.CATEGORIES; category++) {
        double open = diary.sum(Notice.LIKELY_OPENED, category, from, to);
        double dismiss = diary.sum(Notice.LIKELY_DISMISSED, category, from, to);
        opened += open;
        dismissed += dismiss;
        if (dismiss > 0) {
          cells.add(new Cell(open, dismiss));
        }
      }
    }
    cells.sort(Comparator.comparingDouble(Cell::harm));
    double harmed = 0;
    double avoided = 0;
    for (Cell cell : cells) {
      if (harmed + cell.opened > mostHarmed * opened) {
        break;
      }
      harmed += cell.opened;
      avoided += cell.dismissed;
    }
    return Diaries.over(avoided, dismissed);
  }
}
