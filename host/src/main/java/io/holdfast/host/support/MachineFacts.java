package io.holdfast.host.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** What is known of the machine itself, and of the files of its state: names and sizes only. */
final class MachineFacts {
  private MachineFacts() {}

  static String text(Instant time, Path state) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    StringBuilder text = new StringBuilder();
    text.append("time %s, zone %s\n".formatted(time, ZoneId.systemDefault()));
    for (String property :
        new String[] {
          "os.name", "os.version", "os.arch", "java.vendor", "java.runtime.version", "user.name"
        }) {
      text.append("%s %s\n".formatted(property, System.getProperty(property)));
    }
    text.append(
        "processors %d, heap %d of at most %d bytes\nlocale %s, names of files as %s\n"
            .formatted(
                runtime.availableProcessors(),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                Locale.getDefault(),
                System.getProperty("sun.jnu.encoding")));
    text.append("state in %s\n".formatted(state));
    try (var files = Files.walk(state, 3)) {
      for (Path file : files.sorted().limit(1000).toList()) {
        text.append(entry(state, file));
      }
    }
    return text.toString();
  }

  private static String entry(Path state, Path file) throws IOException {
    var attributes =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return "  %s %s:%s %d %s\n"
        .formatted(
            PosixFilePermissions.toString(attributes.permissions()),
            attributes.owner(),
            attributes.group(),
            attributes.size(),
            state.relativize(file));
  }
}
