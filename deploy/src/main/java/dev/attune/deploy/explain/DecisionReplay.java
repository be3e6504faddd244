package dev.attune.deploy.explain;

import dev.attune.deploy.provision.Cluster;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.engine.DecisionSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes decisions of a cluster again and compares bytes. */
public final class DecisionReplay {

  private final Cluster cluster;
  private final DecisionSettings settings;
  private final Duration maxFuture;
  private final Models models;

  /**
   * @param settings those that decisions were made with
   * @param maxFuture how far a phone's clock may have been ahead
   * @param releases those that decisions may have been made by; the caller's to close
   */
  public DecisionReplay(
      Cluster cluster, DecisionSettings settings, Duration maxFuture, ReleaseLibrary releases) {
    this.cluster = cluster;
    this.settings = settings;
    this.maxFuture = maxFuture;
    this.models = releases;
  }

  /** The decision with this id, in hexadecimal; empty if the audit log has none. */
  public Optional<Verdict> one(String id) {
    DecisionRecords records = DecisionRecords.read(cluster, any -> true);
    List<RecordedDecision> wanted =
        records.all().stream().filter(one -> one.id().equals(id)).toList();
    return judge(records, wanted).stream().findFirst();
  }

  /** The last decisions of all. */
  public List<Verdict> last(int count) {
    DecisionRecords records = DecisionRecords.read(cluster, any -> true);
    List<RecordedDecision> all = new ArrayList<>(records.all());
    all.sort(
        (a, b) ->
            a.entry().getDecidedAt() != b.entry().getDecidedAt()
                ? Long.compare(a.entry().getDecidedAt(), b.entry().getDecidedAt())
                : a.id().compareTo(b.id()));
    return judge(records, all.subList(Math.max(0, all.size() - count), all.size()));
  }

  /** Decisions spread evenly over all, which their ids do. */
  public List<Verdict> sample(int count) {
    DecisionRecords records = DecisionRecords.read(cluster, any -> true);
    List<RecordedDecision> all = new ArrayList<>(records.all());
    all.sort((a, b) -> a.id().compareTo(b.id()));
    return judge(records, all.subList(0, Math.min(count, all.size())));
  }

  private List<Verdict> judge(DecisionRecords records, List<RecordedDecision> wanted) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    Map<Pseudonym, List<RecordedDecision>> byUser =
        wanted.stream()
            .collect(
                Collectors.groupingBy(
                    RecordedDecision::user, LinkedHashMap::new, Collectors.toList()));
    UserLog log = UserLog.read(cluster, byUser.keySet());
    Replayer replayer =
        new Replayer(settings, maxFuture, models, CatalogHistory.read(cluster), log);
    Map<String, Verdict> verdicts = new HashMap<>();
    for (Pseudonym user : byUser.keySet()) {
      for (Verdict verdict : replayer.replay(user, records.of(user))) {
        verdicts.put(verdict.decision(), verdict);
      }
    }
    return wanted.stream().map(decision -> verdicts.get(decision.id())).toList();
  }
}
