package dev.attune.evaluate.ranking;

import dev.attune.evaluate.history.Apps;
import dev.attune.evaluate.history.History;
import java.util.List;

/**
 * A few users whose questions are answered together. Questions are numbered by user and then in
 * their order, and so are the notifications whose answers are known. Immutable.
 */
public final class Wave {

  private final Apps apps;
  private final List<History> users;
  private final int[] firstQuestion;
  private final int[] firstNotification;

  /** Of these users. */
  public Wave(Apps apps, List<History> users) {
    this.apps = apps;
    this.users = List.copyOf(users);
    this.firstQuestion = new int[users.size() + 1];
    this.firstNotification = new int[users.size() + 1];
    for (int i = 0; i < users.size(); i++) {
      firstQuestion[i + 1] = firstQuestion[i] + users.get(i).questions();
      firstNotification[i + 1] = firstNotification[i] + notifications(users.get(i));
    }
  }

  /** What is ranked. */
  public Apps apps() {
    return apps;
  }

  /** The users. */
  public List<History> users() {
    return users;
  }

  /** How many questions there are. */
  public int questions() {
    return firstQuestion[users.size()];
  }

  /** The number of a user's first question. */
  public int firstQuestion(int user) {
    return firstQuestion[user];
  }

  /** How many notifications there are. */
  public int notifications() {
    return firstNotification[users.size()];
  }

  /** The number of a user's first notification. */
  public int firstNotification(int user) {
    return firstNotification[user];
  }

  /** Whether an event is a notification that is asked about; the first event never is. */
  public static boolean notified(History user, int event) {
    return event > 0 && user.answeredCategory(event) != History.NOTHING;
  }

  private static int notifications(History user) {
    int count = 0;
    for (int i = 0; i < user.size(); i++) {
      count += notified(user, i) ? 1 : 0;
    }
    return count;
  }
}
