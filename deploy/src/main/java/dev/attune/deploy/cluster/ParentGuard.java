package dev.attune.deploy.cluster;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The main class of every child: runs the real one, and ends the child as soon as its standard
 * input ends, which happens when the parent closes it and when the parent dies, however it dies. So
 * no server is ever left behind.
 *
 * <p>Arguments: the folder to delete at the end, the real main class, and that one's arguments.
 */
final class ParentGuard {
  private ParentGuard() {}

  public static void main(String[] args) throws Throwable {
    Path folder = Path.of(args[0]);
    Thread guard = new Thread(() -> endWithParent(folder), "parent-guard");
    guard.setDaemon(true);
    guard.start();
    String[] rest = Arrays.copyOfRange(args, 2, args.length);
    try {
      Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static void endWithParent(Path folder) {
    try {
      while (System.in.read() >= 0) {
        // The parent never writes; only the end matters.
      }
    } catch (IOException e) {
      // As good as the end.
    }
    TemporaryFolder.delete(folder);
    Runtime.getRuntime().halt(0);
  }
}
