package dev.attune.privacy.selection;

import dev.attune.privacy.bounding.CellPriority;
import dev.attune.privacy.noise.ParameterCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The names of one user that count in one window: at most K, each once, chosen by {@link
 * CellPriority}. Immutable.
 */
public final class BoundedNames {

  private record Ranked(long priority, String name) {}

  private static final Comparator<Ranked> ORDER =
      Comparator.<Ranked>comparingLong(ranked -> ranked.priority() ^ Long.MIN_VALUE)
          .thenComparing(Ranked::name);

  private final List<String> names;

  private BoundedNames(List<String> names) {
    this.names = names;
  }

  /**
   * Bounds a user's names.
   *
   * @param user the pseudonym's bytes
   * @param window start of the window, seconds since 1970
   * @param used what the user used, in any order, repeats allowed
   */
  public static BoundedNames of(
      int maxNames, CellPriority priority, byte[] user, long window, Collection<String> used) {
    ParameterCheck.of("bounded names").range("maxNames", maxNames, 1, 1 << 16).throwIfAny();
    TreeSet<Ranked> kept = new TreeSet<>(ORDER);
    for (String name : used) {
      kept.add(new Ranked(priority.of(user, window, name), name));
      if (kept.size() > maxNames) {
        kept.pollLast();
      }
    }
    List<String> names = new ArrayList<>();
    kept.forEach(ranked -> names.add(ranked.name()));
    return new BoundedNames(List.copyOf(names));
  }

  /** The names, all different, in no telling order. */
  public List<String> names() {
    return names;
  }
}
