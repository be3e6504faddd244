package dev.attune.evaluate.synthetic;

import dev.attune.models.sample.CohortCells;
import dev.attune.models.session.CohortSummary;
import dev.attune.models.session.MarkovWriter;
import dev.attune.models.session.SessionWriter;
import dev.attune.models.session.WrittenSession;
import dev.attune.privacy.bounding.CellSums;
import dev.attune.privacy.conformance.SeededBits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Summarizes days of simulated cohorts as production does, lets generators write sessions, and
 * compares these with what the cohorts' users do.
 *
 * <p>The truth is the sessions of the cohort's own users on working days: on the summarized day
 * alone where that is {@link SyntheticSettings#userDays} or more, else on as many as make so many,
 * 20 at most.
 */
public final class SyntheticRun {

  /** What is shipped: the release, and sessions chosen by the summary. */
  public static final String RELEASE = "release";

  /** The same with a summary that says nothing: what it knows of people from its training. */
  public static final String PRIOR = "release without a summary";

  /** The same without noise, which is not private. */
  public static final String EXACT = "release without noise";

  /** The chain, from the noisy summary alone. */
  public static final String MARKOV = "noisy Markov chain";

  /** Noisy marginals, drawn independently. */
  public static final String MARGINALS = "noisy marginals";

  /** The real sessions of the day: what chance alone makes. */
  public static final String PEOPLE = "the real day";

  private static final int MOST_DAYS = 20;
  private static final int HELD_OUT = 400;
  private static final int FIRST_HELD_OUT = 200_000;
  private static final int WORKING_DAYS = 5;
  private static final int WEEK = 7;

  private final SyntheticSettings settings;
  private final SessionWriter release;
  private final List<Measured> found = new ArrayList<>();
  private final Consumer<String> progress;

  private SyntheticRun(
      SyntheticSettings settings, SessionWriter release, Consumer<String> progress) {
    this.settings = settings;
    this.release = release;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param release writes with the release; the caller's to close
   * @param progress gets a line now and then
   */
  public static List<Measured> measure(
      SyntheticSettings settings, SessionWriter release, Consumer<String> progress) {
    SyntheticRun run = new SyntheticRun(settings, release, progress);
    for (long seed : settings.seeds()) {
      List<Opening> tests = run.heldOut(seed);
      for (int users : settings.cohorts()) {
        run.cohort(seed, users, tests);
      }
    }
    return List.copyOf(run.found);
  }

  private SimulatedCohort people(long seed, int first, int users) {
    SimulatedCohort cohort = SimulatedCohort.after(seed, first, users, settings.region());
    return settings.shifted() ? cohort.shifted() : cohort;
  }

  private List<Opening> heldOut(long seed) {
    SimulatedCohort others = people(seed, FIRST_HELD_OUT, HELD_OUT);
    OpeningTable rows = new OpeningTable(others.cells().categories());
    List<Opening> tests = new ArrayList<>();
    others.live(
        1,
        1,
        user -> true,
        of -> of.sessions().forEach(session -> tests.addAll(rows.rows(session))));
    return tests;
  }

  private void cohort(long seed, int users, List<Opening> tests) {
    int simulated = Math.min(users, settings.distinct());
    SimulatedCohort cohort = people(seed, 0, simulated);
    CohortCells cells = cohort.cells();
    int workingDays = Math.max(1, Math.min(MOST_DAYS, settings.userDays() / simulated));
    // Tuesday is day 1, and four working days are left of its week.
    int days = workingDays <= 4 ? workingDays : workingDays / WORKING_DAYS * WEEK + 4;
    OpeningTable truth = new OpeningTable(cells.categories());
    OpeningTable real = new OpeningTable(cells.categories());
    CellSums sums = new CellSums(cells.count());
    int[] lived = {0};
    cohort.live(
        1,
        days,
        user -> true,
        of -> {
          int day = lived[0]++ % days;
          if (day == 0) {
            sums.add(of.vector());
            real.addAll(of.sessions());
          }
          if (isWorkingDay(day + 1)) {
            truth.addAll(of.sessions());
          }
        });
    progress.accept("seed " + seed + ", " + users + " users: " + truth.openings() + " openings");
    long[] exact = times(sums.take(), users / simulated);
    compare(seed, users, exact, new Tables(truth, real, tests, new Usefulness(real)));
  }

  /** Day 0 is a Monday. */
  private static boolean isWorkingDay(int day) {
    return day % WEEK < WORKING_DAYS;
  }

  private static long[] times(long[] sums, int times) {
    long[] more = sums.clone();
    for (int i = 0; i < more.length; i++) {
      more[i] *= times;
    }
    return more;
  }

  private record Tables(
      OpeningTable truth, OpeningTable real, List<Opening> tests, Usefulness trainedOnReal) {}

  private void compare(long seed, int users, long[] exact, Tables tables) {
    add(PEOPLE, seed, users, "", tables.real, tables);
    SummaryPath plain = new SummaryPath(SimulatedCohort.settings(SyntheticSettings.EPSILON));
    CohortSummary without = plain.exact(exact);
    write(EXACT, release, seed, users, "", 0, without, tables);
    double[] nothing = new double[exact.length];
    CohortSummary unknown = new CohortSummary(without.cells(), nothing, 1e9);
    write(PRIOR, release, seed, users, "", 0, unknown, tables);
    try (MarkovWriter markov = new MarkovWriter();
        MarginalsWriter marginals = new MarginalsWriter()) {
      for (String epsilon : settings.epsilons()) {
        SummaryPath path = new SummaryPath(SimulatedCohort.settings(epsilon));
        for (int draw = 0; draw < settings.draws(); draw++) {
          SeededBits bits = new SeededBits(seed * 1_000 + users + draw * 31L);
          CohortSummary sealed = path.seal(exact, bits);
          write(RELEASE, release, seed, users, epsilon, draw, sealed, tables);
          write(MARKOV, markov, seed, users, epsilon, draw, sealed, tables);
          write(MARGINALS, marginals, seed, users, epsilon, draw, sealed, tables);
        }
        progress.accept("seed " + seed + ", " + users + " users, epsilon " + epsilon);
      }
    }
  }

  private void write(
      String generator,
      SessionWriter writer,
      long seed,
      int users,
      String epsilon,
      int draw,
      CohortSummary summary,
      Tables tables) {
    String text = seed + "/" + users + "/" + epsilon + "/" + draw;
    List<WrittenSession> sessions =
        writer.write(summary, text, SummaryPath.DAY, settings.sessions());
    OpeningTable written = new OpeningTable(summary.cells().categories());
    written.addAll(sessions);
    add(generator, seed, users, epsilon, written, tables);
  }

  private void add(
      String generator, long seed, int users, String epsilon, OpeningTable of, Tables tables) {
    Usefulness trained = new Usefulness(of);
    Usefulness best = tables.trainedOnReal;
    found.add(
        new Measured(
            generator,
            seed,
            users,
            epsilon,
            of.compareTo(tables.truth),
            trained.next(tables.tests) / Math.max(1e-9, best.next(tables.tests)),
            trained.notified(tables.tests) / best.notified(tables.tests)));
  }
}
