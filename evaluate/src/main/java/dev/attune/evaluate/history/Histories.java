package dev.attune.evaluate.history;

import java.util.List;
import java.util.function.Consumer;

/** Users to evaluate on. The same every time it is read. */
public interface Histories {

  /** How many users there are. */
  int users();

  /** The ids of the items there are. */
  List<String> items();

  /** Gives every user's history, one after another; each may be forgotten afterwards. */
  void forEach(Consumer<History> consumer);
}
