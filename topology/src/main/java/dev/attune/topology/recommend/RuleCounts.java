package dev.attune.topology.recommend;

import dev.attune.schemas.audit.RuleCount;
import java.util.ArrayList;
import java.util.List;

/** How many items each rule removed. */
final class RuleCounts {

  private static final Rule[] RULES = Rule.values();

  private final int[] removed = new int[RULES.length];

  void add(Rule rule, int items) {
    removed[rule.ordinal()] += items;
  }

  int total() {
    int total = 0;
    for (int items : removed) {
      total += items;
    }
    return total;
  }

  /** The rules that removed something, in their order. */
  List<RuleCount> entries() {
    List<RuleCount> entries = new ArrayList<>();
    for (Rule rule : RULES) {
      if (removed[rule.ordinal()] > 0) {
        entries.add(new RuleCount(rule.word(), removed[rule.ordinal()]));
      }
    }
    return entries;
  }
}
