package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.ledger.LedgerRow;
import dev.attune.deploy.provision.Cluster;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "ledger",
    description = {
      "Shows what private summaries have cost: spent and left of each month's privacy budget.",
      "A row for each cohort says what was spent on who was in it all month; the row \"any\" on who"
          + " may have changed cohorts, for whom the budget is kept."
    })
final class LedgerCommand implements Callable<Integer> {
  private static final String FORMAT = "%-8s %-16s %8s %8s %12s %12s %14s  %s%n";

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    try (Cluster connected = cluster.connect()) {
      List<LedgerRow> rows = LedgerRow.read(connected);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(json(rows));
      } else {
        print(rows, out);
      }
    }
    return 0;
  }

  private static void print(List<LedgerRow> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      out.println("The ledger is empty: nothing was released yet.");
      return;
    }
    out.printf(
        Locale.ROOT,
        FORMAT,
        "month",
        "cohort",
        "sealed",
        "refused",
        "spent (rho)",
        "left (rho)",
        "spent epsilon",
        "budget");
    for (LedgerRow row : rows) {
      out.printf(
          Locale.ROOT,
          FORMAT,
          row.month(),
          row.cohort(),
          row.sealed(),
          row.refused(),
          String.format(Locale.ROOT, "%.6f", row.spentRho()),
          String.format(Locale.ROOT, "%.6f", row.leftRho()),
          row.spentEpsilon().toPlainString(),
          budget(row));
    }
  }

  private static String budget(LedgerRow row) {
    String claim =
        row.epsilon().isEmpty()
            ? "-"
            : "(" + row.epsilon() + ", " + row.delta() + ") a pseudonym and month";
    return row.stopped() ? claim + ", spent: nothing more is released" : claim;
  }

  private static ObjectNode json(List<LedgerRow> rows) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    var months = object.putArray("rows");
    for (LedgerRow row : rows) {
      months
          .addObject()
          .put("month", row.month())
          .put("cohort", row.cohort())
          .put("sealed", row.sealed())
          .put("refused", row.refused())
          .put("spentRho", row.spentRho())
          .put("leftRho", row.leftRho())
          .put("spentEpsilon", row.spentEpsilon())
          .put("epsilon", row.epsilon())
          .put("delta", row.delta())
          .put("stopped", row.stopped());
    }
    return object;
  }
}
