package dev.attune.deploy.explain;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.attune.deploy.provision.Cluster;
import dev.attune.deploy.provision.ClusterException;
import dev.attune.deploy.watch.RecordJson;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.schemas.audit.DecisionKind;
import dev.attune.schemas.catalog.CatalogItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The last decisions for a user, as a person would want to read them. */
public final class Explanation {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Pseudonym user;
  private final List<RecordedDecision> decisions;
  private final int from;
  private final UnaryOperator<String> title;

  Explanation(
      Pseudonym user, List<RecordedDecision> decisions, int last, UnaryOperator<String> title) {
    this.user = user;
    this.decisions = decisions;
    this.from = Math.max(0, decisions.size() - last);
    this.title = title;
  }

  /**
   * Reads decisions from a cluster.
   *
   * @param user whose; empty for the user with the most
   * @param last how many at most
   * @throws ClusterException if there are none
   */
  public static Explanation read(Cluster cluster, Optional<Pseudonym> user, int last) {
    DecisionRecords records =
        DecisionRecords.read(cluster, any -> user.isEmpty() || user.get().equals(any));
    Pseudonym whose =
        user.or(records::busiest)
            .orElseThrow(() -> new ClusterException("Nothing was decided for anyone yet.", null));
    List<RecordedDecision> decisions = records.of(whose);
    if (decisions.isEmpty()) {
      throw new ClusterException(
          "Nothing was decided for " + whose + " within the time that the audit log is kept.",
          null);
    }
    Map<String, CatalogItem> items = CatalogHistory.read(cluster).items();
    return new Explanation(
        whose,
        decisions,
        last,
        id -> Optional.ofNullable(items.get(id)).map(CatalogItem::getTitle).orElse(id));
  }

  /** In words, line by line. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int told = decisions.size() - from;
    lines.add(
        "User "
            + user
            + ": "
            + (told == decisions.size()
                ? "all " + told
                : "the last " + told + " of " + decisions.size())
            + " decisions, the latest last.");
    Sentences sentences = new Sentences(title);
    for (int i = from; i < decisions.size(); i++) {
      lines.add("");
      lines.addAll(sentences.of(decisions.get(i), before(i)));
    }
    return lines;
  }

  /** For programs: the entries of the audit log, each with what came out. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("user", user.toString());
    ArrayNode list = root.putArray("decisions");
    for (RecordedDecision decision : decisions.subList(from, decisions.size())) {
      ObjectNode one = list.addObject();
      one.set("entry", RecordJson.of(decision.entry()));
      one.set("output", decision.output() == null ? null : RecordJson.of(decision.output()));
    }
    return root.toString();
  }

  private @Nullable RecordedDecision before(int index) {
    DecisionKind kind = decisions.get(index).entry().getKind();
    for (int i = index - 1; i >= 0; i--) {
      if (decisions.get(i).entry().getKind() == kind) {
        return decisions.get(i);
      }
    }
    return null;
  }
}
