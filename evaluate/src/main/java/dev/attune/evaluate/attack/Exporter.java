package dev.attune.evaluate.attack;

import dev.attune.evaluate.synthetic.UserWindow;
import dev.attune.models.session.WrittenSession;
import java.util.List;

/** What publishes sessions, and is attacked. */
public interface Exporter {

  /** What it is called in tables. */
  String name();

  /**
   * Publishes one release.
   *
   * @param users whose use it is made from, each once
   * @param seed of whatever is drawn
   */
  List<WrittenSession> publish(List<UserWindow> users, long seed);
}
