package dev.attune.privacy.conformance;

import dev.attune.privacy.bounding.CellPriority;
import dev.attune.privacy.bounding.CellSums;
import dev.attune.privacy.bounding.Contribution;
import dev.attune.privacy.bounding.ContributionLimits;
import dev.attune.privacy.conformance.SumsCheck.Event;
import dev.attune.privacy.conformance.SumsCheck.User;
import dev.attune.privacy.noise.DiscreteGaussian;
import java.util.List;

/** The production mechanisms in the forms that the checks take. */
public final class Mechanisms {

  private static final CellPriority PRIORITY = CellPriority.withKey(new byte[32]);

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

  /** Noise on sums. */
  public static Audit.Mechanism gaussian(DiscreteGaussian noise) {
    return (exact, bits) -> noise.draw(exact.length, bits).addTo(exact);
  }
}
