package io.holdfast.cli;

import java.io.PrintWriter;

/**
 * Where a command prints: results on {@code out}, everything about the way there on {@code err}.
 */
record Console(PrintWriter out, PrintWriter err) {
  void flush() {
    out.flush();
    err.flush();
  }
}
