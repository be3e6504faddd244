package dev.attune.privacy.selection;

import dev.attune.privacy.noise.RandomBits;
import java.util.ArrayList;
import java.util.List;

/** Tells names by a {@link NameThreshold}, once per set of counts. */
public final class NameSelection {

  /**
   * A name that may be told.
   *
   * @param name the name
   * @param users the noisy number of its users
   */
  public record ToldName(String name, long users) {}

  private NameSelection() {}

  /**
   * Tells names and noisy numbers of users.
   *
   * @param counts numbers of users, each user bounded to the rule's maxNames; taken
   * @return sorted by name, so that the order tells nothing
   * @throws IllegalStateException if the counts have been taken before
   */
  public static List<ToldName> select(NameThreshold rule, UserCounts counts, RandomBits bits) {
    List<ToldName> told = new ArrayList<>();
    counts
        .take()
        .forEach(
            (name, users) -> {
              if (!rule.enoughUsers(users)) {
                return;
              }
              long noisy = Math.addExact(rule.shifted(users), rule.noise().sample(bits));
              if (rule.exceededBy(noisy)) {
                told.add(new ToldName(name, Math.addExact(noisy, rule.minUsers() - 1)));
              }
            });
    return List.copyOf(told);
  }
}
