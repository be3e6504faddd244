package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.provision.RunningDemo;
import dev.attune.deploy.release.ReleaseRow;
import dev.attune.deploy.release.RolloutText;
import dev.attune.models.release.rollout.TakenBack;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "list",
    description = {
      "Shows the model release of this build and those on the cluster: who signed them, and who"
          + " gets them.",
      "Without a cluster, the one of this build only."
    })
final class ModelListCommand implements Callable<Integer> {
  private static final double MEBI = 1 << 20;

  @Spec private CommandSpec spec;
  @Mixin private BoardOptions options;

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    if (options.cluster().given().or(RunningDemo::find).isEmpty()) {
      show(ReleaseRow.builtIn(options.trust().keys()), null);
      return 0;
    }
    return options.run(
        board -> {
          show(ReleaseRow.of(board, options.trust().keys()), RolloutText.of(board.rollout()));
          return 0;
        });
  }

  private void show(List<ReleaseRow> rows, @Nullable String rollout) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(rows, rollout));
      return;
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("release", "created", "trained on", "size", "signed by", "users", "state"));
    rows.forEach(row -> table.add(cells(row)));
    print(table, out);
    out.println(
        rollout == null
            ? "No demo runs on this machine; --bootstrap and --registry say where a cluster is."
            : rollout);
  }

  private static List<String> cells(ReleaseRow row) {
    return List.of(
        row.id(),
        row.created().isEmpty() ? "-" : row.created(),
        row.trainedOn().isEmpty() ? "-" : row.trainedOn(),
        row.size() == 0 ? "-" : String.format(Locale.ROOT, "%.1f MiB", row.size() / MEBI),
        row.signedBy().orElse("-"),
        row.users().isEmpty() ? "-" : row.users(),
        state(row));
  }

  private static String state(ReleaseRow row) {
    if (row.takenBack().isPresent()) {
      TakenBack back = row.takenBack().get();
      return "taken back (" + back.reason() + "): " + back.detail();
    }
    return row.refused()
        .map(why -> "refused: " + why)
        .orElse(row.publishedAt().isPresent() ? "published" : "built-in");
  }

  private static void print(List<List<String>> table, PrintWriter out) {
    int columns = table.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : table) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private static ObjectNode json(List<ReleaseRow> rows, @Nullable String rollout) {
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("rollout", rollout);
    var releases = object.putArray("releases");
    for (ReleaseRow row : rows) {
      ObjectNode node = releases.addObject();
      node.put("id", row.id()).put("builtIn", row.builtIn());
      row.publishedAt().ifPresent(at -> node.put("publishedAt", at.toString()));
      node.put("created", row.created()).put("trainedOn", row.trainedOn()).put("size", row.size());
      row.signedBy().ifPresent(name -> node.put("signedBy", name));
      node.put("users", row.users());
      row.refused().ifPresent(why -> node.put("refused", why));
      row.takenBack()
          .ifPresent(
              back ->
                  node.putObject("takenBack")
                      .put("reason", back.reason().name())
                      .put("detail", back.detail())
                      .put("at", back.at().toString())
                      .put("by", back.by()));
    }
    return object;
  }
}
