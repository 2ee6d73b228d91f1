package io.holdfast.server;

import io.holdfast.server.log.Log;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Hands on what libraries log, so that it looks like everything else. */
final class LibraryLog extends Handler {
  private final Log log;

  private LibraryLog(Log log) {
    this.log = log;
  }

  static void install(Log log) {
    Logger.getLogger("").addHandler(new LibraryLog(log));
  }

  @Override
  public void publish(LogRecord line) {
    if (line.getLevel().intValue() < Level.WARNING.intValue()) {
      return;
    }
    var message = line.getLoggerName() + ": " + new SimpleFormatter().formatMessage(line);
    if (line.getThrown() == null) {
      log.warn(message);
    } else {
      log.defect(message, line.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
