package io.holdfast.location;

import io.holdfast.repository.s3.S3Location;
import io.holdfast.repository.store.rest.RestLocation;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Which kind of store a repository is in, and where, as restic writes it. */
public sealed interface Location {
  /** A directory of this machine. */
  record Local(Path directory) implements Location {}

  /** A server of restic's REST protocol. */
  record Rest(RestLocation place) implements Location {}

  /** A bucket. */
  record S3(S3Location place) implements Location {}

  /** Other programs' stores, which restic reaches itself. */
  List<String> FOREIGN = List.of("sftp:", "azure:", "gs:", "b2:", "swift:", "rclone:");

  /** What people write who expect the locations of other programs. */
  Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://");

  /** The word for the kind, as extended options begin with. */
  default String kind() {
    return switch (this) {
      case Local _ -> "local";
      case Rest _ -> "rest";
      case S3 _ -> "s3";
    };
  }

  /**
   * Reads {@code local:/path}, {@code /path}, {@code rest:https://…} and {@code s3:…}.
   *
   * @throws UnusableSettingException when it is none of these
   */
  static Location parse(String text) {
    try {
      if (text.startsWith("rest:")) {
        return new Rest(RestLocation.parse(text));
      }
      if (text.startsWith("s3:")) {
        return new S3(S3Location.parse(text));
      }
      return local(text);
    } catch (InvalidPathException invalid) {
      throw new UnusableSettingException(
          "the repository is not a path: " + invalid.getReason(), invalid);
    } catch (UnusableSettingException unusable) {
      throw unusable;
    } catch (IllegalArgumentException malformed) {
      throw new UnusableSettingException(String.valueOf(malformed.getMessage()), malformed);
    }
  }

  private static Location local(String text) {
    for (var kind : FOREIGN) {
      if (text.startsWith(kind)) {
        throw new UnusableSettingException(
            "there is no store of kind '%s' here; run 'rclone serve restic' in front of it and use rest:http://127.0.0.1:8080/"
                .formatted(kind.substring(0, kind.length() - 1)));
      }
    }
    var isMarked = text.startsWith("local:");
    var url = URL.matcher(text);
    if (!isMarked && url.lookingAt()) {
      // The rest of it may hold a password.
      throw new UnusableSettingException(
          "no location of a repository begins with %s: expected a directory, rest:https://… or s3:https://…"
              .formatted(url.group()));
    }
    var path = isMarked ? text.substring("local:".length()) : text;
    if (path.isEmpty()) {
      throw new UnusableSettingException(
          "the repository's location is empty: expected a directory, rest:… or s3:…");
    }
    return new Local(Path.of(path));
  }
}
