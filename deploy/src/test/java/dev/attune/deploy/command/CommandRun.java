package dev.attune.deploy.command;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A run of the attune command in this JVM.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it said was wrong
 */
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Attune.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
