package io.holdfast.cli.access;

import io.holdfast.cli.console.StopException;
import io.holdfast.cli.option.GlobalOptions;

/** How results are written. */
enum OutputFormat {
  TABLE,
  JSON;

  /**
   * What {@code --json} or {@code -o json} says.
   *
   * <p>In restic {@code -o} sets an extended option, in kubectl the output format. Only the former
   * has a {@code =}, so both work here.
   */
  static OutputFormat of(GlobalOptions options) throws StopException {
    var format = options.output().json() ? JSON : TABLE;
    for (var option : options.store().extended()) {
      if (option.contains("=")) {
        continue;
      }
      format =
          switch (option) {
            case "json" -> JSON;
            case "table" -> TABLE;
            default ->
                throw StopException.usage(
                    "-o %s: expected table, json, or an extended option key=value"
                        .formatted(option));
          };
    }
    return format;
  }
}
