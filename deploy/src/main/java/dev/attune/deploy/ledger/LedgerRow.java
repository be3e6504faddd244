package dev.attune.deploy.ledger;

import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.budget.PrivacyCost;
import dev.attune.privacy.budget.ZcdpConversion;
import dev.attune.schemas.ledger.LedgerEntry;
import dev.attune.schemas.ledger.Sealed;
import dev.attune.schemas.topics.TopicCatalog;
import dev.attune.topology.summary.SpentBudget;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What was released of a cohort in a calendar month, and what it cost whoever was in that cohort
 * all the time.
 *
 * @param month the month, UTC
 * @param cohort the cohort, or {@link #ANY}: whoever may have changed cohorts, for whom the budget
 *     is kept
 * @param sealed releases
 * @param refused releases that were refused
 * @param spentRho what was spent, in zCDP
 * @param leftRho what is left of the month, in zCDP
 * @param spentEpsilon what was spent, as an epsilon at {@code delta}
 * @param epsilon the month's budget, as an epsilon; empty if nothing was sealed
 * @param delta its delta
 * @param stopped whether a release did not fit, so that the month is over
 */
public record LedgerRow(
    String month,
    String cohort,
    int sealed,
    int refused,
    BigDecimal spentRho,
    BigDecimal leftRho,
    BigDecimal spentEpsilon,
    String epsilon,
    String delta,
    boolean stopped) {

  /** Stands for all cohorts together. */
  public static final String ANY = "any";

  private static final MathContext DIGITS = new MathContext(6, RoundingMode.CEILING);

  /** What the ledger of a cluster says, by month, then cohort, then {@link #ANY}. */
  public static List<LedgerRow> read(Cluster cluster) {
    List<LedgerEntry> entries = new ArrayList<>();
    CommittedValues.read(cluster, TopicCatalog.LEDGER, LedgerEntry.class, entries::add);
    return of(entries);
  }

  /** What these entries say. */
  public static List<LedgerRow> of(List<LedgerEntry> entries) {
    SpentBudget spent = SpentBudget.of(entries);
    List<LedgerRow> rows = new ArrayList<>();
    TreeSet<String> months = new TreeSet<>();
    entries.forEach(entry -> months.add(entry.getMonth()));
    for (String month : months) {
      List<LedgerEntry> all =
          entries.stream().filter(entry -> entry.getMonth().equals(month)).toList();
      TreeSet<String> cohorts = new TreeSet<>();
      all.forEach(entry -> cohorts.add(entry.getCohort()));
      boolean stopped = spent.state(YearMonth.parse(month)).stopped();
      for (String cohort : cohorts) {
        List<LedgerEntry> own =
            all.stream().filter(entry -> entry.getCohort().equals(cohort)).toList();
        rows.add(row(month, cohort, own, sum(own), all, stopped));
      }
      PrivacyCost total = spent.state(YearMonth.parse(month)).spent();
      rows.add(row(month, ANY, all, total.rho(), all, stopped));
    }
    return rows;
  }

  private static LedgerRow row(
      String month,
      String cohort,
      List<LedgerEntry> of,
      BigDecimal spent,
      List<LedgerEntry> all,
      boolean stopped) {
    int sealed = (int) of.stream().filter(entry -> entry.getDecision() instanceof Sealed).count();
    BigDecimal budget = new BigDecimal(all.get(all.size() - 1).getBudgetRho());
    String epsilon = "";
    String delta = "";
    BigDecimal spentEpsilon = BigDecimal.ZERO;
    for (LedgerEntry entry : all) {
      if (entry.getDecision() instanceof Sealed one) {
        epsilon = one.getMonthEpsilon();
        delta = one.getMonthDelta();
        spentEpsilon = ZcdpConversion.epsilon(spent, new BigDecimal(delta)).round(DIGITS);
      }
    }
    return new LedgerRow(
        month,
        cohort,
        sealed,
        of.size() - sealed,
        spent,
        budget.subtract(spent).max(BigDecimal.ZERO),
        spentEpsilon,
        epsilon,
        delta,
        stopped);
  }

  private static BigDecimal sum(List<LedgerEntry> entries) {
    BigDecimal sum = BigDecimal.ZERO;
    for (LedgerEntry entry : entries) {
      if (entry.getDecision() instanceof Sealed sealed) {
        sum = sum.add(new BigDecimal(sealed.getRho()));
      }
    }
    return sum;
  }
}
