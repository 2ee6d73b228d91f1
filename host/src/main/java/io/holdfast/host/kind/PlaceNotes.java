package io.holdfast.host.kind;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.host.state.PrivateFile;
import io.holdfast.host.volume.Mounting;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is odd about the places that kinds name, as they are on this machine now: no mistakes, for a
 * disk may be mounted later.
 */
public final class PlaceNotes {
  private PlaceNotes() {}

  /**
   * A line for each, in the order of the kinds.
   *
   * @param mounting as it is now
   */
  public static List<String> of(List<Kind> kinds, Mounting mounting) {
    List<String> notes = new ArrayList<>();
    for (Kind kind : kinds) {
      switch (kind) {
        case Application application -> notes.addAll(volumes(application, mounting));
        case Repository repository -> password(repository).ifPresent(notes::add);
        case Policy _, RestorePoint _, Restore _ -> {}
      }
    }
    return List.copyOf(notes);
  }

  private static List<String> volumes(Application application, Mounting mounting) {
    List<String> notes = new ArrayList<>();
    for (Volume volume : application.spec().volumes()) {
      trouble(volume, mounting)
          .ifPresent(trouble ->
              notes.add(
                  "application %s: the directory of volume %s, %s, %s; until that is mended, its backups are incomplete"
                      .formatted(application.name(), volume.name(), volume.path(), trouble)));
    }
    return notes;
  }

  private static Optional<String> password(Repository repository) {
    @Nullable String file = repository.spec().password().file();
    try {
      return file != null && PrivateFile.isReadByOthers(Path.of(file))
          ? Optional.of(
              "repository %s: others than its owner may read the password file %s: 'chmod 600' keeps them out"
                  .formatted(repository.name(), file))
          : Optional.empty();
    } catch (IOException absent) {
      return Optional.empty(); // which whoever opens the repository is told
    }
  }

  private static Optional<String> trouble(Volume volume, Mounting mounting) {
    Path directory = Path.of(volume.path());
    try {
      if (!Files.readAttributes(directory, BasicFileAttributes.class).isDirectory()) {
        return Optional.of("is no directory");
      }
      Optional<Path> absent = mounting.absentAround(directory.toRealPath());
      if (absent.isPresent()) {
        return Optional.of("lies on a disk that is away: " + Mounting.words(absent.get()));
      }
      return volume.mayBeEmpty() || !isEmpty(directory)
          ? Optional.empty()
          : Optional.of("is empty, and its role is not spool");
    } catch (NoSuchFileException absent) {
      return Optional.of("is not there");
    } catch (AccessDeniedException hidden) {
      return Optional.of("may not be looked at by this user");
    } catch (IOException | DirectoryIteratorException failure) {
      return Optional.of("cannot be looked at (%s)".formatted(failure.getMessage()));
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }
}
