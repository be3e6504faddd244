package dev.attune.topology.summary;

import dev.attune.models.sample.UsageUnits;
import dev.attune.privacy.bounding.BoundedVector;
import dev.attune.privacy.bounding.CellPriority;
import dev.attune.privacy.bounding.Contribution;
import dev.attune.privacy.pseudonym.Pseudonym;
import dev.attune.topology.profile.Contributions.Kept;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * From what is kept of a user to the vector that goes into the sums. Depends on nothing but the
 * user's own data and public values. Not thread-safe.
 */
public final class UserVectors {

  // Need not be secret (CellPriority says why), but the same in every instance and at every replay.
  private static final String KEY = "attune/summary/priority/v2";

  private final CellPriority priority =
      CellPriority.withKey(Arrays.copyOf(sha256(KEY), CellPriority.KEY_BYTES));
  private final UsageUnits units;

  /** Vectors over the cells of these units. */
  public UserVectors(UsageUnits units) {
    this.units = units;
  }

  /** An empty contribution of units, kept by their priority. */
  public Contribution fresh(Pseudonym user, long start) {
    return new Contribution(SummarySettings.KEPT, priority, user.bytes(), start);
  }

  /** The vector of what is kept: one for a user and window. */
  public BoundedVector of(Pseudonym user, long start, Kept kept) {
    Contribution cells = new Contribution(SummarySettings.CELLS, priority, user.bytes(), start);
    for (int i = 0; i < kept.units().length; i++) {
      // A unit of other settings, with which the profile was written.
      if (kept.units()[i] < units.count()) {
        for (int cell : units.cells(kept.units()[i])) {
          cells.add(cell, SummarySettings.UNIT * kept.repeats()[i]);
        }
      }
    }
    return cells.close();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
