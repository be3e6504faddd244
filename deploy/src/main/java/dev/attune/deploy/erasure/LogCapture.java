package dev.attune.deploy.erasure;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Takes in all that this process would log, which nobody else sees meanwhile. */
final class LogCapture implements AutoCloseable {

  private static final String OURS = "dev.attune";

  private final Logger root;
  private final Logger ours;
  private final Level rootLevel;
  private final Level ourLevel;
  private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
  private final StringBuffer lines = new StringBuffer();
  private final Appender<ILoggingEvent> appender;

  LogCapture() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ours = context.getLogger(OURS);
    rootLevel = root.getLevel();
    ourLevel = ours.getLevel();
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      appenders.add(all.next());
    }
    appenders.forEach(root::detachAppender);
    appender = new Lines(lines);
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    ours.setLevel(Level.DEBUG);
  }

  /** What was logged. */
  byte[] bytes() {
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appenders.forEach(root::addAppender);
    root.setLevel(rootLevel);
    ours.setLevel(ourLevel);
  }

  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final StringBuffer lines;

    Lines(StringBuffer lines) {
      this.lines = lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
      lines.append(event.getFormattedMessage()).append('\n');
      if (event.getThrowableProxy() != null) {
        lines.append(ThrowableProxyUtil.asString(event.getThrowableProxy())).append('\n');
      }
    }
  }
}
