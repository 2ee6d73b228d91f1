package io.holdfast.host.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.KitView;
import io.holdfast.api.platform.KitWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.host.recovery.RecoveryKits;
import io.holdfast.host.recovery.RecoveryKits.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Recovery kits. Whoever asks gets the names of files on this machine: the key itself is in no
 * answer, so it goes over no network.
 */
final class KitAnswers {
  private final Machine machine;

  KitAnswers(Machine machine) {
    this.machine = machine;
  }

  void addTo(Answers answers) {
    answers.add(Operations.EXPORT_KIT, this::export);
  }

  private KitView export(KitWish wish, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    var repository = machine.kinds().repository(wish.repository());
    Path directory = directory(wish.directory());
    SortedMap<Path, Format> files = new TreeMap<>();
    for (Format format : Format.values()) {
      files.put(
          directory.resolve("holdfast-kit-%s.%s".formatted(repository.name(), suffix(format))),
          format);
    }
    var applications =
        machine.kinds().subjects().stream()
            .filter(subject -> subject.repository().name().equals(repository.name()))
            .toList();
    return switch (machine
        .kits()
        .export(new RecoveryKits.Request(repository, applications, files))) {
      case RecoveryKits.Outcome.Exported(var written, String fingerprint, var warnings) ->
          new KitView(written.stream().map(Path::toString).toList(), fingerprint, warnings);
      case RecoveryKits.Outcome.Refused(String reason) ->
          throw PlatformException.refused(
              "the recovery kit is refused, and nothing was written", List.of(reason));
    };
  }

  private static String suffix(Format format) {
    return switch (format) {
      case TEXT -> "txt";
      case JSON -> "json";
      case PAGE -> "html";
    };
  }

  private static Path directory(String text) throws PlatformException {
    try {
      Path directory = Path.of(text);
      if (directory.isAbsolute() && Files.isDirectory(directory)) {
        return directory;
      }
    } catch (InvalidPathException malformed) {
      // told below, as any other that is no directory
    }
    throw new PlatformException(
        Trouble.MISTAKEN,
        "%s is no directory of this machine: name one that is there, best on a medium that leaves it"
            .formatted(text));
  }
}
