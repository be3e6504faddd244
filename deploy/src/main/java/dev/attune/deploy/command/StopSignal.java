package dev.attune.deploy.command;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill} as a wish to end in order: the command sees it, cleans up and ends with
 * its own exit code. A second Ctrl-C ends at once. Thread-safe.
 */
final class StopSignal {
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** A signal that Ctrl-C gives from now on. */
  static StopSignal install() {
    StopSignal signal = new StopSignal();
    signal.handle("INT");
    signal.handle("TERM");
    signal.handle("HUP");
    return signal;
  }

  boolean stopped() {
    return stopped.getCount() == 0;
  }

  /** Waits for the signal, at most for so long. */
  void await(long millis) throws InterruptedException {
    stopped.await(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * A shutdown hook could not do this, as the exit code is fixed by then. The API is the JDK's
   * (module jdk.unsupported, meant to stay until there is another: JEP 260), but the compiler warns
   * of its direct use and can't be told not to.
   */
  private void handle(String name) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      Object standard = handlerType.getField("SIG_DFL").get(null);
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object handler =
          Proxy.newProxyInstance(
              StopSignal.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, args) -> {
                if (method.getName().equals("handle")) {
                  stopped.countDown();
                  handle.invoke(null, signal, standard);
                  return null;
                }
                return method.getName().equals("equals") ? proxy == args[0] : name.hashCode();
              });
      handle.invoke(null, signal, handler);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another JVM, or the signal is not ours: then it ends the program as usual.
      Thread.onSpinWait();
    }
  }
}
