package dev.attune.evaluate.attack;

import dev.attune.evaluate.synthetic.UserWindow;
import java.util.List;
import java.util.Random;

/**
 * What an attacker may know of people: the rows of each one's sessions in a window.
 *
 * @param users for each who did anything, a row for each session
 */
record Population(List<List<double[]>> users) {

  static Population of(List<UserWindow> windows) {
    return new Population(
        windows.stream()
            .map(window -> window.sessions().stream().map(Trait::row).toList())
            .filter(rows -> !rows.isEmpty())
            .toList());
  }

  /** How many there are. */
  int size() {
    return users.size();
  }

  /** Some session of a user. */
  double[] any(int user, Random random) {
    List<double[]> rows = users.get(user);
    return rows.get(random.nextInt(rows.size()));
  }
}
