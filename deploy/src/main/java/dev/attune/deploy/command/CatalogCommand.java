package dev.attune.deploy.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.moderation.Moderation;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.watch.RecordJson;
import dev.attune.schemas.audit.ItemModerated;
import dev.attune.schemas.catalog.CatalogItem;
import dev.attune.schemas.catalog.ModerationState;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What may be offered, and who says so. */
@Command(
    name = "catalog",
    description = "Shows what may be offered; lets items in and keeps them out.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CatalogCommand.ListItems.class,
      CatalogCommand.Approve.class,
      CatalogCommand.Reject.class
    })
final class CatalogCommand {

  @Command(name = "list", description = "Shows the items of the catalog.")
  static final class ListItems implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions options;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "Only those that are ${COMPLETION-CANDIDATES}.")
    private @Nullable ModerationState state;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Cluster cluster = options.connect()) {
        List<CatalogItem> items =
            new Moderation(cluster)
                .items().stream()
                    .filter(item -> state == null || item.getModeration() == state)
                    .toList();
        if (json) {
          ObjectNode root = new ObjectMapper().createObjectNode();
          ArrayNode list = root.putArray("items");
          items.forEach(item -> list.add(RecordJson.of(item)));
          out.println(root);
        } else {
          items.forEach(item -> out.println(line(item)));
          out.println(items.size() + (items.size() == 1 ? " item." : " items."));
        }
      }
      return 0;
    }

    private static String line(CatalogItem item) {
      String where =
          item.getRegions().isEmpty() ? "" : "  only " + String.join(", ", item.getRegions());
      String age = item.getMinimumAge() == 0 ? "" : "  from age " + item.getMinimumAge();
      return String.format(
          Locale.ROOT,
          "%-9s %-40s %-24s %s%s%s",
          word(item.getModeration()),
          item.getId(),
          item.getTitle(),
          item.getCategory(),
          where,
          age);
    }
  }

  @Command(name = "approve", description = "Lets an item into recommendations.")
  static final class Approve implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions options;
    @Mixin private Statement statement;

    @Override
    public Integer call() {
      return statement.make(spec, options, ModerationState.APPROVED);
    }
  }

  @Command(
      name = "reject",
      description = "Keeps an item out; it leaves every list within a few seconds.")
  static final class Reject implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ClusterOptions options;
    @Mixin private Statement statement;

    @Override
    public Integer call() {
      return statement.make(spec, options, ModerationState.REJECTED);
    }
  }

  /** What a moderator says of an item. */
  static final class Statement {
    @Parameters(paramLabel = "ITEM", description = "The item's id, such as app:maps.")
    private String item;

    @Option(
        names = "--reason",
        paramLabel = "TEXT",
        required = true,
        description = "Why; kept in the audit log.")
    private String reason;

    @Option(
        names = "--by",
        paramLabel = "NAME",
        description = "Who; kept in the audit log. Default: ${DEFAULT-VALUE}.",
        defaultValue = "${sys:user.name}")
    private String by;

    int make(CommandSpec spec, ClusterOptions options, ModerationState to) {
      if (reason.isBlank() || by.isBlank()) {
        throw new Failure("A reason and a name are needed, so that others can understand it.");
      }
      try (Cluster cluster = options.connect()) {
        ItemModerated entry =
            new Moderation(cluster).decide(item, to, reason, by, Instant.now().getEpochSecond());
        spec.commandLine()
            .getOut()
            .println(
                entry.getItem()
                    + " was "
                    + word(entry.getFrom())
                    + " and is "
                    + word(entry.getTo())
                    + "; recorded in the audit log.");
      }
      return 0;
    }
  }

  private static String word(ModerationState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
