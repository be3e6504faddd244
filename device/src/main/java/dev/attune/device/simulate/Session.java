package dev.attune.device.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What matters of the session so far for what is opened next. Apps are numbers of the world, -1 for
 * none.
 */
final class Session {
  int device;

  /** The app in the foreground. */
  int current = -1;

  /** The app used last, the one in the foreground if any. */
  int previous = -1;

  /** The app used before that. */
  int before = -1;

  int opened;

  @Nullable Routine routine;
  int step;

  // by app: the factor left of its probability because it was just offered and not taken
  private final double[] declined;
  private boolean anyDeclined;

  Session(int apps) {
    declined = new double[apps];
    Arrays.fill(declined, 1);
  }

  void start(int onDevice) {
    device = onDevice;
    current = -1;
    previous = -1;
    before = -1;
    opened = 0;
    routine = null;
    step = 0;
    forgetDeclined();
  }

  /** An app comes to the foreground, for whatever reason. */
  void open(int app) {
    current = app;
    if (previous != app) {
      before = previous;
      previous = app;
    }
    opened++;
    if (routine != null) {
      // whoever leaves the routine forgets about it
      boolean follows = routine.apps().get(step) == app;
      step++;
      if (!follows || step == routine.apps().size()) {
        routine = null;
      }
    }
    forgetDeclined();
  }

  /** The app a routine asks for next, -1 for none. */
  int routineApp() {
    return routine == null ? -1 : routine.apps().get(step);
  }

  void decline(int app, double factor) {
    declined[app] = factor;
    anyDeclined = true;
  }

  double declined(int app) {
    return anyDeclined ? declined[app] : 1;
  }

  private void forgetDeclined() {
    if (anyDeclined) {
      Arrays.fill(declined, 1);
      anyDeclined = false;
    }
  }
}
