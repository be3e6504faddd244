package dev.attune.topology.recommend;

import dev.attune.models.habit.Habits;
import dev.attune.schemas.catalog.ItemKind;
import dev.attune.topology.catalog.CatalogEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts apps and other items on one scale, how likely each is taken now:
 *
 * <ul>
 *   <li>an app: its share in the softmax of the model's scores over the apps asked about;
 *   <li>another item: the affinity of its category, times what a kind of item is worth beside an
 *       app;
 *   <li>for a user, both: times how they answered items of the category ({@link CategoryBandit}),
 *       and less for each time that an item that is no habit was shown in vain.
 * </ul>
 *
 * <p>Any numbers may come from the model: they are cut to a range and rounded to thousandths first,
 * and what is no number counts as the lowest.
 */
final class Scorer {

  private static final double THOUSAND = 1000;
  private static final float LOGIT_LIMIT = 30;
  private static final int LOWEST = (int) (-LOGIT_LIMIT * THOUSAND);
  private static final int MOST_SHOWN = 8;

  private final int content;
  private final int theme;
  private final int setting;
  private final int shownAgain;

  Scorer(TasteSettings settings) {
    content = CategoryTaste.logThousandths(settings.content());
    theme = CategoryTaste.logThousandths(settings.theme());
    setting = CategoryTaste.logThousandths(settings.setting());
    shownAgain = CategoryTaste.logThousandths(settings.shownAgain());
  }

  /** For a user: the model's scores are those of the candidates' apps, from {@code offset}. */
  List<Scored> score(
      Candidates candidates,
      CategoryTaste taste,
      CategoryBandit bandit,
      Evidence evidence,
      Habits habits,
      float[] modelScores,
      int offset) {
    int[] logits = new int[candidates.apps().size()];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = thousandths(modelScores[offset + i]);
    }
    List<Scored> scored = new ArrayList<>(candidates.size());
    for (Scored likely : likely(candidates, taste, logits)) {
      CatalogEntry entry = likely.entry();
      int factor = bandit.logFactor(entry.categoryHash(), entry.kind() == ItemKind.APP);
      int shown = isHabit(habits, entry) ? 0 : evidence.timesShown(entry.hash());
      int worn = shownAgain * Math.min(MOST_SHOWN, shown);
      scored.add(new Scored(entry, likely.score() + factor + worn));
    }
    return scored;
  }

  /** For anyone. */
  List<Scored> score(Candidates candidates, PublicDefault usual) {
    List<CatalogEntry> apps = candidates.apps();
    int[] logits = new int[apps.size()];
    for (int i = 0; i < logits.length; i++) {
      int rank = usual.rank(apps.get(i));
      logits[i] = rank == 0 ? LOWEST : usual.logits().get(rank - 1);
    }
    return likely(candidates, CategoryTaste.none(), logits);
  }

  private List<Scored> likely(Candidates candidates, CategoryTaste taste, int[] logits) {
    List<CatalogEntry> apps = candidates.apps();
    int highest = LOWEST;
    for (int logit : logits) {
      highest = Math.max(highest, logit);
    }
    double sum = 0;
    for (int logit : logits) {
      sum += StrictMath.exp((logit - highest) / THOUSAND);
    }
    int logSum = sum == 0 ? 0 : CategoryTaste.logThousandths(sum);
    List<Scored> scored = new ArrayList<>(candidates.size());
    for (int i = 0; i < logits.length; i++) {
      scored.add(new Scored(apps.get(i), logits[i] - highest - logSum));
    }
    for (CatalogEntry other : candidates.others()) {
      scored.add(
          new Scored(other, logWorth(other.kind()) + taste.logAffinity(other.categoryHash())));
    }
    return scored;
  }

  private int logWorth(ItemKind kind) {
    return switch (kind) {
      case CONTENT -> content;
      case THEME -> theme;
      case SETTING -> setting;
      case APP, UNKNOWN -> 0;
    };
  }

  private static boolean isHabit(Habits habits, CatalogEntry entry) {
    for (int i = 0; i < habits.size(); i++) {
      if (habits.item(i) == entry.hash()) {
        return true;
      }
    }
    return false;
  }

  /** A model's score in thousandths, from -30,000 to 30,000. */
  static int thousandths(float score) {
    if (Float.isNaN(score)) {
      return LOWEST;
    }
    float within = Math.max(-LOGIT_LIMIT, Math.min(LOGIT_LIMIT, score));
    return (int) Math.round(within * THOUSAND);
  }
}
