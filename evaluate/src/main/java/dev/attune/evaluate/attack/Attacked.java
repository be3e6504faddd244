package dev.attune.evaluate.attack;

import java.util.Comparator;
import java.util.Map;

/**
 * What attacks on an exporter came to.
 *
 * @param exporter its name
 * @param attacks each attack's tally, by its name; inference has one for each secret
 * @param membership the membership attack
 */
public record Attacked(String exporter, Map<String, Tally> attacks, Detection membership) {

  /** Singling out by one trait, and by several. */
  public static final String SINGLING_OUT = "singling out";

  /** Linking two halves of a session. */
  public static final String LINKABILITY = "linkability";

  /** Inferring a trait from all others. */
  public static final String INFERENCE = "inference";

  /** The attack of a kind whose upper bound is the highest. */
  public Risk worst(String kind) {
    return attacks.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(kind))
        .map(entry -> entry.getValue().risk())
        .max(Comparator.comparingDouble(Risk::high))
        .orElseThrow();
  }
}
