package dev.attune.privacy.conformance;

import dev.attune.privacy.bounding.CellPriority;
import dev.attune.privacy.bounding.CellSums;
import dev.attune.privacy.bounding.Contribution;
import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.conformance.SumsCheck.Event;
import dev.attune.privacy.conformance.SumsCheck.User;
import dev.attune.privacy.noise.DiscreteGaussian;
import dev.attune.privacy.selection.NameSelection;
import dev.attune.privacy.selection.NameSelection.ToldName;
import dev.attune.privacy.selection.NameThreshold;
import dev.attune.privacy.selection.UserCounts;
import java.util.List;
import java.util.stream.Collectors;

/** The production mechanisms in the forms that the checks take. */
public final class Mechanisms {

  private static final CellPriority PRIORITY =
      CellPriority.withKey(new byte[CellPriority.KEY_BYTES]);

  private Mechanisms() {}

  /** Bounding and summing. */
  public static long[] bounded(ContributionLimits limits, int cells, List<User> users) {
    CellSums sums = new CellSums(cells);
    for (User user : users) {
      Contribution contribution = new Contribution(limits, PRIORITY, user.id(), 0);
      for (Event event : user.events()) {
        contribution.add(event.cell(), event.amount());
      }
      sums.add(contribution.close());
    }
    return sums.take();
  }

  /** Names with enough users. */
  public static SelectionCheck.Selection told() {
    NameThreshold rule =
        new NameThreshold(
            1, SelectionCheck.MIN_USERS, SelectionCheck.NOISE, SelectionCheck.THRESHOLD);
    return (users, bits) -> {
      UserCounts counts = new UserCounts();
      counts.addAll(users);
      return NameSelection.select(rule, counts, bits).stream()
          .map(ToldName::name)
          .collect(Collectors.toSet());
    };
  }

  /** Noise on sums. */
  public static Audit.Mechanism gaussian(DiscreteGaussian noise) {
    return (exact, bits) -> noise.draw(exact.length, bits).addTo(exact);
  }
}
