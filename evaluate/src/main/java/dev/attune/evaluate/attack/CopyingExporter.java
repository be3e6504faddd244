package dev.attune.evaluate.attack;

import dev.attune.evaluate.synthetic.UserWindow;
import dev.attune.models.session.WrittenSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A planted leak: publishes what people did, in another order. Every attack must find it, or the
 * attack shows nothing.
 */
public final class CopyingExporter implements Exporter {

  /** Copies all sessions of all users. */
  public CopyingExporter() {}

  @Override
  public String name() {
    return "a copy of the truth";
  }

  @Override
  public List<WrittenSession> publish(List<UserWindow> users, long seed) {
    List<WrittenSession> copied = new ArrayList<>();
    users.forEach(user -> copied.addAll(user.sessions()));
    Collections.shuffle(copied, new Random(seed));
    return copied;
  }
}
