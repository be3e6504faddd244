package dev.attune.evaluate.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * What came out.
 *
 * @param findings the figures, the most important ones first
 * @param grids the tables
 */
public record LoopResult(List<Finding> findings, List<Grid> grids) {

  /** Copies the lists. */
  public LoopResult {
    findings = List.copyOf(findings);
    grids = List.copyOf(grids);
  }

  /** The same with one more table. */
  public LoopResult with(Grid grid) {
    List<Grid> more = new ArrayList<>(grids);
    more.add(grid);
    return new LoopResult(findings, more);
  }

  /**
   * The finding of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Finding finding(String name) {
    return findings.stream()
        .filter(finding -> finding.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing was found of " + name));
  }
}
