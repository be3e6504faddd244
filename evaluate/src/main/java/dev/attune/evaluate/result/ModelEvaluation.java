package dev.attune.evaluate.result;

import dev.attune.evaluate.metric.BinaryScores;
import dev.attune.evaluate.metric.Bootstrap;
import dev.attune.evaluate.metric.Estimate;
import dev.attune.evaluate.metric.Metric;
import dev.attune.evaluate.metric.Reliability;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What a sheet says about its models. Every method computes anew; intervals come from drawing users
 * again. Definitions are in the module's README.
 */
public final class ModelEvaluation {

  private static final int FEW = 10;
  private static final int SOME = 100;
  private static final int COLD_FROM = 10;
  private static final int COLD_TO = 20;
  private static final int WARM = 500;
  private static final double QUARTER = 0.25;
  private static final int[] CURVE = {
    1, 5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000, 10_000
  };

  private final Sheet sheet;
  private final Scores scores;

  /** Of this sheet, to which nothing is added any more. */
  public ModelEvaluation(Sheet sheet, Bootstrap bootstrap) {
    this.sheet = sheet;
    this.scores = new Scores(sheet, bootstrap);
  }

  /** The names of all rankers: models, baselines, then the oracle, if there is one. */
  public List<String> rankers() {
    return sheet.rankers();
  }

  /** How many of the rankers are models. */
  public int models() {
    return sheet.models();
  }

  /** Whether the last ranker is an oracle. */
  public boolean hasOracle() {
    return sheet.hasOracle();
  }

  /** How many questions a split has. */
  public long questions(Split split) {
    return scores.count(split.which());
  }

  /** How many users a split has. */
  public long users(Split split) {
    return scores.users(split.which());
  }

  /** All metrics of all rankers. */
  public List<RankerResult> results(Split split) {
    List<RankerResult> results = new ArrayList<>();
    for (int ranker = 0; ranker < rankers().size(); ranker++) {
      Map<Metric, Estimate> metrics = new EnumMap<>(Metric.class);
      for (Metric metric : Metric.values()) {
        metrics.put(metric, scores.mean(split.which(), ranker, metric));
      }
      results.add(new RankerResult(rankers().get(ranker), metrics));
    }
    return results;
  }

  /** A model's mean over the oracle's, in the test period; none without an oracle. */
  public Estimate ofOracle(int model, Metric metric) {
    return ofOracle(model, metric, Question::test);
  }

  /** The same for the users of one group. */
  public Estimate ofOracle(int model, Metric metric, String group) {
    return ofOracle(model, metric, in(group));
  }

  private Estimate ofOracle(int model, Metric metric, Predicate<Question> which) {
    return hasOracle() ? scores.ratio(which, model, sheet.oracle(), metric) : Estimate.NONE;
  }

  /** A model against the baseline with the highest mean, in the test period. */
  public Margin margin(int model, Metric metric) {
    return margin(model, metric, Question::test);
  }

  /** The same for the users of one group. */
  public Margin margin(int model, Metric metric, String group) {
    return margin(model, metric, in(group));
  }

  private Margin margin(int model, Metric metric, Predicate<Question> which) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = sheet.models(); i < sheet.models() + sheet.baselines(); i++) {
      double mean = scores.mean(which, i, metric).value();
      if (mean > highest) {
        highest = mean;
        best = i;
      }
    }
    return best < 0
        ? new Margin("none", Estimate.NONE)
        : new Margin(rankers().get(best), scores.difference(which, model, best, metric));
  }

  /** A model's mean for the users of one group, in the test period. */
  public Estimate mean(int model, Metric metric, String group) {
    return scores.mean(in(group), model, metric);
  }

  /** HR@5 at the questions that follow 10 to 19 events, over that at those that follow 500. */
  public Estimate coldStart(int model) {
    return scores.ratio(cold(), warm(), model, Metric.HR5);
  }

  /** The same, each taken as a share of the oracle's first; none without an oracle. */
  public Estimate coldStartOfOracle(int model) {
    return hasOracle()
        ? scores.ratioOfShares(cold(), warm(), model, sheet.oracle(), Metric.HR5)
        : Estimate.NONE;
  }

  /** The share answered among the first five, by how many events were known. */
  public List<CurvePoint> bySeen() {
    return Curve.of(sheet, scores, CURVE, Question::seen);
  }

  /**
   * New users by how many events were known, over all questions; the quarters of users with the
   * fewest and the most events a day, and regions, in the test period.
   */
  public List<Segment> segments() {
    double[] rates = sheet.people().stream().mapToDouble(Person::eventsPerDay).sorted().toArray();
    double casual = rates.length == 0 ? 0 : rates[(int) (QUARTER * (rates.length - 1))];
    double heavy = rates.length == 0 ? 0 : rates[(int) Math.ceil(0.75 * (rates.length - 1))];
    List<Segment> segments = new ArrayList<>();
    add(segments, "new: under 10 events", question -> question.seen() < FEW);
    add(segments, "10 to 99 events", question -> question.seen() >= FEW && question.seen() < SOME);
    add(
        segments,
        String.format(Locale.ROOT, "casual: to %.0f events a day", casual),
        question -> question.test() && person(question).eventsPerDay() <= casual);
    add(
        segments,
        String.format(Locale.ROOT, "heavy: from %.0f events a day", heavy),
        question -> question.test() && person(question).eventsPerDay() >= heavy);
    for (String region : regions()) {
      add(segments, "region " + region, question -> question.test() && livesIn(question, region));
    }
    return segments;
  }

  /** Whether the probability of the first app means what it says, in the test period. */
  public Reliability firstReliability(int model) {
    Reliability reliability = new Reliability();
    for (Question question : sheet.questions()) {
      if (question.test()) {
        reliability.add(question.first()[model], question.place()[model] < 1);
      }
    }
    return reliability;
  }

  /** The same for the first five apps together. */
  public Reliability fiveReliability(int model) {
    Reliability reliability = new Reliability();
    for (Question question : sheet.questions()) {
      if (question.test()) {
        reliability.add(question.five()[model], question.place()[model] < 5);
      }
    }
    return reliability;
  }

  /** Whether notifications are opened as said, in the test period. */
  public Engagement engagement(int model) {
    BinaryScores said = new BinaryScores();
    BinaryScores usual = new BinaryScores();
    for (Notification notification : sheet.notifications()) {
      if (notification.test()) {
        said.add(notification.predicted()[model], notification.opened());
        usual.add(notification.usual(), notification.opened());
      }
    }
    return new Engagement(said, usual);
  }

  /** Every further release against the first one, by region, in the test period. */
  public List<RegionGain> regionGains() {
    List<RegionGain> gains = new ArrayList<>();
    for (int model = 1; model < sheet.models(); model++) {
      for (String region : regions()) {
        Predicate<Question> which = question -> question.test() && livesIn(question, region);
        gains.add(
            new RegionGain(
                rankers().get(model), region, scores.difference(which, model, 0, Metric.HR5)));
      }
    }
    return gains;
  }

  private List<String> regions() {
    return List.copyOf(new TreeSet<>(sheet.people().stream().map(Person::region).toList()));
  }

  private void add(List<Segment> segments, String name, Predicate<Question> which) {
    long questions = scores.count(which);
    if (questions > 0) {
      segments.add(new Segment(name, scores.users(which), questions, hr5(which)));
    }
  }

  private List<Estimate> hr5(Predicate<Question> which) {
    return IntStream.range(0, rankers().size())
        .mapToObj(ranker -> scores.mean(which, ranker, Metric.HR5))
        .toList();
  }

  private Predicate<Question> in(String group) {
    return question -> question.test() && person(question).group().equals(group);
  }

  private boolean livesIn(Question question, String region) {
    return person(question).region().equals(region);
  }

  private Person person(Question question) {
    return sheet.people().get(question.user());
  }

  private static Predicate<Question> cold() {
    return question -> question.seen() >= COLD_FROM && question.seen() < COLD_TO;
  }

  private static Predicate<Question> warm() {
    return question -> question.seen() >= WARM;
  }
}
