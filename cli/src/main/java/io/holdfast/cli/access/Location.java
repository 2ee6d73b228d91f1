package io.holdfast.cli.access;

import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.StopException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Which kind of store a repository is in, and where, as restic writes it. */
public sealed interface Location {
  /** A directory of this machine. */
  record Local(Path directory) implements Location {}

  /** A server of restic's REST protocol; the URL may hold a password. */
  record Rest(String url) implements Location {}

  /** A bucket, as {@code s3:} has it: {@code https://host/bucket/prefix}. */
  record S3(String place) implements Location {}

  /** Other programs' stores, which restic reaches itself. */
  List<String> FOREIGN = List.of("sftp:", "azure:", "gs:", "b2:", "swift:", "rclone:");

  /** Reads {@code local:/path}, {@code /path}, {@code rest:https://…} and {@code s3:…}. */
  static Location parse(String text) throws StopException {
    if (text.startsWith("rest:")) {
      return new Rest(text.substring("rest:".length()));
    }
    if (text.startsWith("s3:")) {
      return new S3(text.substring("s3:".length()));
    }
    for (var kind : FOREIGN) {
      if (text.startsWith(kind)) {
        throw StopException.usage(
            "there is no store of kind '%s' here; run 'rclone serve restic' in front of it and use rest:http://127.0.0.1:8080/"
                .formatted(kind.substring(0, kind.length() - 1)));
      }
    }
    var path = text.startsWith("local:") ? text.substring("local:".length()) : text;
    if (path.isEmpty()) {
      throw StopException.usage(
          "the repository's location is empty: expected a directory, rest:… or s3:…");
    }
    try {
      return new Local(Path.of(path));
    } catch (InvalidPathException invalid) {
      throw new StopException(
          ExitCode.USAGE, "'%s' is not a path: %s".formatted(path, invalid.getReason()), invalid);
    }
  }
}
