package dev.attune.bench.profile;

import java.util.List;
import java.util.Set;

/**
 * A thread, seen at a moment.
 *
 * @param thread its name
 * @param inNative whether it was in native code, where it may wait
 * @param methods its stack trace, the innermost first
 */
record Sampled(String thread, boolean inNative, List<String> methods) {

  /** Native methods in which a thread waits for someone else, without a core. */
  private static final Set<String> WAITING =
      Set.of(
          "sun.nio.ch.EPoll.wait",
          "sun.nio.ch.Net.accept",
          "sun.nio.ch.Net.poll",
          "sun.nio.ch.SocketDispatcher.read0",
          "java.lang.Thread.sleep",
          "java.lang.Thread.sleep0",
          "java.lang.ProcessHandleImpl.waitForProcessExit0");

  /** Whether it was not on a core. */
  boolean waiting() {
    return inNative && !methods.isEmpty() && WAITING.contains(methods.get(0));
  }
}
