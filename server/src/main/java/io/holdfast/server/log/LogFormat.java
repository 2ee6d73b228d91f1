package io.holdfast.server.log;

/** How lines of the log look. */
public enum LogFormat {
  TEXT,
  JSON
}
