package io.holdfast.host.hook;

/** How a volume is copied while its application runs. */
public enum Method {
  /** From a volume snapshot: everything is of one moment. */
  SNAPSHOT,
  /** File by file, for minutes, while files change. */
  LIVE
}
