package dev.attune.evaluate.attack;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Finds what holds for one published row only, and claims that it holds for exactly one person.
 * Either of one trait (a value that is there once, the least, the greatest), or of several.
 */
final class SinglingOut {

  private static final Trait[] TRAITS = Trait.values();
  private static final int TRIES_PER_PREDICATE = 50;

  /** How a value is compared. */
  private enum Relation {
    EQUAL,
    AT_LEAST,
    AT_MOST
  }

  private record Term(Trait trait, Relation relation, double value) {
    boolean holds(double[] row) {
      double of = row[trait.ordinal()];
      return switch (relation) {
        case EQUAL -> of == value;
        case AT_LEAST -> of >= value;
        case AT_MOST -> of <= value;
      };
    }
  }

  private final List<double[]> published;
  private final Random random;
  private final double[] median = new double[TRAITS.length];

  SinglingOut(List<double[]> published, long seed) {
    this.published = published;
    this.random = new Random(seed);
    for (Trait trait : TRAITS) {
      double[] sorted =
          published.stream().mapToDouble(row -> row[trait.ordinal()]).sorted().toArray();
      median[trait.ordinal()] = sorted[sorted.length / 2];
    }
  }

  /** Attacks by one trait each, as many as there are, at most so many. */
  Tally univariate(Population train, Population control, int most) {
    List<List<Term>> predicates = new ArrayList<>();
    for (Trait trait : TRAITS) {
      Map<Double, Integer> times = new HashMap<>();
      published.forEach(row -> times.merge(row[trait.ordinal()], 1, Integer::sum));
      times.forEach(
          (value, count) -> {
            if (count == 1) {
              predicates.add(List.of(new Term(trait, Relation.EQUAL, value)));
            }
          });
      if (trait.numeric()) {
        double low = Collections.min(times.keySet());
        double high = Collections.max(times.keySet());
        predicates.add(List.of(new Term(trait, Relation.AT_MOST, low)));
        predicates.add(List.of(new Term(trait, Relation.AT_LEAST, high)));
      }
    }
    // Hash maps have no order to rely on.
    predicates.sort((a, b) -> a.toString().compareTo(b.toString()));
    Collections.shuffle(predicates, random);
    Tally tally = Tally.NONE;
    for (List<Term> predicate : predicates.subList(0, Math.min(most, predicates.size()))) {
      tally = attack(tally, predicate, train, control);
    }
    return tally;
  }

  /** Attacks by three to five traits each. */
  Tally multivariate(Population train, Population control, int attacks) {
    Tally tally = Tally.NONE;
    int tries = attacks * TRIES_PER_PREDICATE;
    for (int made = 0; made < attacks && tries > 0; tries--) {
      double[] row = row();
      List<Term> predicate = predicate(row);
      if (published.stream().filter(other -> holds(predicate, other)).limit(2).count() == 1) {
        tally = attack(tally, predicate, train, control);
        made++;
      }
    }
    return tally;
  }

  /** The guess takes each value from another row: what is rare by itself. */
  private Tally attack(Tally tally, List<Term> predicate, Population train, Population control) {
    List<Term> guess =
        predicate.stream()
            .map(term -> new Term(term.trait(), term.relation(), row()[term.trait().ordinal()]))
            .toList();
    return tally.and(
        isolates(predicate, train), isolates(predicate, control), isolates(guess, train));
  }

  private List<Term> predicate(double[] row) {
    List<Trait> traits = new ArrayList<>(List.of(TRAITS));
    Collections.shuffle(traits, random);
    List<Term> terms = new ArrayList<>();
    for (Trait trait : traits.subList(0, 3 + random.nextInt(3))) {
      double value = row[trait.ordinal()];
      Relation relation =
          !trait.numeric()
              ? Relation.EQUAL
              : value >= median[trait.ordinal()] ? Relation.AT_LEAST : Relation.AT_MOST;
      terms.add(new Term(trait, relation, value));
    }
    return terms;
  }

  private double[] row() {
    return published.get(random.nextInt(published.size()));
  }

  private static boolean isolates(List<Term> predicate, Population people) {
    int found = 0;
    for (List<double[]> user : people.users()) {
      for (double[] row : user) {
        if (holds(predicate, row)) {
          if (++found > 1) {
            return false;
          }
          break;
        }
      }
    }
    return found == 1;
  }

  private static boolean holds(List<Term> predicate, double[] row) {
    for (Term term : predicate) {
      if (!term.holds(row)) {
        return false;
      }
    }
    return true;
  }
}
