package dev.attune.topology.recommend;

import dev.attune.topology.profile.Decay;
import dev.attune.topology.profile.Feedback;
import dev.attune.topology.profile.Feedback.Answer;

/**
 * How much more, or less, likely the user takes an item of a category than the model says: Thompson
 * sampling (Thompson 1933; Chapelle and Li 2011) over the categories of items, in the context that
 * the model and the user's habits give.
 *
 * <p>The rate at which items of a category are taken has a Beta posterior: a prior around the usual
 * rate that is worth some answers, and the user's own fading counts of items accepted, dismissed
 * and (as a part of a dismissal) ignored. The factor is a draw of that rate over the usual one. It
 * is drawn on a logarithmic scale, as a normal number with the exact mean and variance of the
 * logarithm ({@link LogBeta}), from the same random number for the same user, category and day: so
 * lists change when there is news, not at every look, and a replay draws the same.
 *
 * <p>Few answers leave a wide posterior, and a category is tried now and then; many answers leave
 * none, and chance is over. Factors are thousandths of a logarithm, cut to a range.
 */
final class CategoryBandit {

  private static final int KNOWN = 64;

  /**
   * The posterior without any answer, which is that of most categories of most users.
   *
   * @param taken parameter of the Beta distribution
   * @param left the other
   * @param meanLog mean of the rate's logarithm
   * @param deviationLog its standard deviation
   */
  private record Prior(double taken, double left, double meanLog, double deviationLog) {

    static Prior of(double usualRate, double evidence) {
      double taken = usualRate * evidence;
      double left = evidence - taken;
      return new Prior(taken, left, LogBeta.mean(taken, left), deviation(taken, left));
    }
  }

  /** What is the same for all users. */
  static final class Usual {

    private final TasteSettings settings;
    private final int limit;
    private final Prior apps;
    private final Prior others;

    Usual(TasteSettings settings) {
      this.settings = settings;
      limit = CategoryTaste.logThousandths(settings.most());
      apps = Prior.of(settings.usualRate(), settings.appEvidence());
      others = Prior.of(settings.usualRate(), settings.otherEvidence());
    }
  }

  private final Usual usual;
  private final TasteSettings settings;
  private final Feedback feedback;
  private final long key;

  // What is costly here is asked for many items of few categories.
  private final int[] known = new int[KNOWN];
  private final boolean[] knownApps = new boolean[KNOWN];
  private final int[] factor = new int[KNOWN];
  private int knownSize;

  /**
   * @param key of the user and the time, see {@link KeyedNumbers#key}
   */
  CategoryBandit(Usual usual, Feedback feedback, long key) {
    this.usual = usual;
    this.settings = usual.settings;
    this.feedback = feedback;
    this.key = key;
  }

  /** The logarithm of the factor, in thousandths. */
  int logFactor(int categoryHash, boolean app) {
    for (int i = 0; i < knownSize; i++) {
      if (known[i] == categoryHash && knownApps[i] == app) {
        return factor[i];
      }
    }
    int drawn = draw(categoryHash, app);
    if (knownSize < KNOWN) {
      known[knownSize] = categoryHash;
      knownApps[knownSize] = app;
      factor[knownSize++] = drawn;
    }
    return drawn;
  }

  private int draw(int categoryHash, boolean app) {
    Prior prior = app ? usual.apps : usual.others;
    double accepted = count(categoryHash, Answer.ACCEPTED);
    double aside = leftAside(categoryHash);
    double log = 0;
    double deviation = prior.deviationLog();
    if (accepted > 0 || aside > 0) {
      double taken = prior.taken() + accepted;
      double left = prior.left() + aside;
      log = LogBeta.mean(taken, left) - prior.meanLog();
      deviation = deviation(taken, left);
    }
    if (settings.exploration() > 0) {
      log += settings.exploration() * deviation * KeyedNumbers.normal(key, categoryHash);
    }
    int thousandths = (int) Math.round(log * 1000);
    return Math.max(-usual.limit, Math.min(usual.limit, thousandths));
  }

  private static double deviation(double taken, double left) {
    return StrictMath.sqrt(LogBeta.variance(taken, left));
  }

  /**
   * Whether the user took more than usual of the category, with at least one item taken; chance has
   * no part in it.
   */
  boolean isLiked(int categoryHash) {
    double accepted = count(categoryHash, Answer.ACCEPTED);
    double left = leftAside(categoryHash);
    return accepted >= 1 && accepted > settings.usualRate() * (accepted + left);
  }

  /** The fading count of items of the category that were accepted. */
  double accepted(int categoryHash) {
    return count(categoryHash, Answer.ACCEPTED);
  }

  /** Items dismissed, and a part of those ignored. */
  private double leftAside(int categoryHash) {
    double accepted = count(categoryHash, Answer.ACCEPTED);
    double dismissed = count(categoryHash, Answer.DISMISSED);
    double ignored = Math.max(0, count(categoryHash, Answer.SHOWN) - accepted - dismissed);
    return dismissed + settings.ignored() * ignored;
  }

  private double count(int categoryHash, Answer answer) {
    return feedback.count(categoryHash, answer) / (double) Decay.ONE;
  }
}
