package dev.attune.evaluate.synthetic;

import dev.attune.models.session.WrittenSession;
import dev.attune.privacy.bounding.BoundedVector;
import java.util.List;

/**
 * One simulated user in one window.
 *
 * @param user the user's number
 * @param vector what the user adds to the sums, as production bounds it; perhaps empty
 * @param sessions the truth: what the user did
 */
public record UserWindow(int user, BoundedVector vector, List<WrittenSession> sessions) {

  /** Copies the list. */
  public UserWindow {
    sessions = List.copyOf(sessions);
  }
}
