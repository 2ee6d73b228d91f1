package io.holdfast.cli.doctor;

import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.Amounts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at the machine and at this process. */
final class MachineCheck {
  private static final int WANTED_JAVA = 25;
  private static final long LEAST_HEAP = 256L << 20;
  private static final long LEAST_FILES = 1024;

  private final Context context;

  MachineCheck(Context context) {
    this.context = context;
  }

  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    findings.add(java());
    findings.add(memory());
    findings.add(openFiles());
    findings.add(locale());
    findings.add(cache());
    findings.add(restic());
    return findings;
  }

  private static Finding java() {
    var version = Runtime.version();
    return version.feature() == WANTED_JAVA
        ? Finding.good("Java", version.toString())
        : Finding.odd("Java", "this is %s, tested is %d".formatted(version, WANTED_JAVA));
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    return heap >= LEAST_HEAP
        ? Finding.good("memory", "up to " + Amounts.bytes(heap) + " for the heap")
        : Finding.odd(
            "memory",
            "only %s for the heap; large repositories need more: give this machine or container"
                    .formatted(Amounts.bytes(heap))
                + " 1 GiB or more");
  }

  private static Finding openFiles() {
    try {
      for (var line : Files.readAllLines(Path.of("/proc/self/limits"))) {
        if (line.startsWith("Max open files")) {
          var limit = line.substring("Max open files".length()).strip().split(" +", 2)[0];
          return limit.equals("unlimited") || Long.parseLong(limit) >= LEAST_FILES
              ? Finding.good("open files", "up to " + limit)
              : Finding.odd("open files", "only %s: run 'ulimit -n 4096' first".formatted(limit));
        }
      }
    } catch (IOException | NumberFormatException unknown) {
      // said below
    }
    return Finding.odd("open files", "the limit is unknown: /proc/self/limits cannot be read");
  }

  private static Finding locale() {
    var charset = Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"));
    return charset.equals(StandardCharsets.UTF_8)
        ? Finding.good("locale", "UTF-8")
        : Finding.odd(
            "locale",
            "names on the command line are read as %s: set LC_ALL=C.UTF-8".formatted(charset));
  }

  private Finding cache() {
    var root = context.sessions().stores().cacheRoot();
    if (root.isEmpty()) {
      return Finding.odd("cache", "none: set HOLDFAST_CACHE_DIR or HOME");
    }
    var place = root.get().toAbsolutePath();
    for (var existing = place; existing != null; existing = existing.getParent()) {
      if (Files.exists(existing)) {
        return Files.isDirectory(existing) && Files.isWritable(existing)
            ? Finding.good("cache", place.toString())
            : Finding.odd(
                "cache",
                "%s cannot be made or written, for %s cannot be: choose another place with --cache-dir"
                    .formatted(place, existing));
      }
    }
    return Finding.odd("cache", place + " has no directory above it");
  }

  private static Finding restic() {
    Process process;
    try {
      process = new ProcessBuilder("restic", "version").redirectErrorStream(true).start();
    } catch (IOException absent) {
      return Finding.good(
          "restic", "not installed; it is not needed, but it can read these repositories");
    }
    try {
      process.getOutputStream().close();
      // What it says fits into a pipe, so it can end before anybody reads.
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        return Finding.odd("restic", "'restic version' did not end within 10 seconds");
      }
      var line = process.inputReader(StandardCharsets.UTF_8).readLine();
      return Finding.good("restic", line == null ? "it says nothing" : line);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Finding.odd("restic", "interrupted");
    } catch (IOException unreadable) {
      return Finding.odd("restic", "what it says cannot be read: " + unreadable.getMessage());
    } finally {
      process.destroyForcibly();
    }
  }
}
