package io.holdfast.api.apply;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.kind.Restore;
import io.holdfast.api.kind.RestorePoint;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Directories that are in each other's way: a volume in a volume would be captured twice and
 * swapped in halves, a repository in a volume would back itself up.
 */
final class Overlaps implements Check {
  private final List<Kind> known;
  private final UnaryOperator<Path> places;
  private final @Nullable Path state;

  Overlaps(List<Kind> known, UnaryOperator<Path> places, @Nullable Path state) {
    this.known = known;
    this.places = places;
    this.state = state;
  }

  /**
   * @param owner whose it is, for messages
   * @param written as the document has it, made absolute
   * @param real with symbolic links followed
   * @param declared where it was declared just now; absent for what is known from before
   */
  private record Directory(
      String owner,
      boolean isVolume,
      String written,
      Path real,
      @Nullable Declared declared,
      String field) {}

  @Override
  public List<Mistake> mistakes(List<Declared> declared) {
    var replaced = new HashSet<List<String>>();
    declared.forEach(one -> replaced.add(key(one.kind())));
    var directories =
        Stream.concat(
                known.stream()
                    .filter(kind -> !replaced.contains(key(kind)))
                    .flatMap(kind -> directories(kind, null)),
                declared.stream().flatMap(one -> directories(one.kind(), one)))
            .toList();
    var mistakes = new ArrayList<>(inState(directories));
    for (int i = 0; i < directories.size(); i++) {
      for (int j = 0; j < i; j++) {
        compare(directories.get(j), directories.get(i), mistakes);
      }
    }
    return mistakes;
  }

  /** What lies where the program keeps what it knows; around it is what of a home may be. */
  private List<Mistake> inState(List<Directory> directories) {
    if (state == null) {
      return List.of();
    }
    var own = places.apply(state.toAbsolutePath().normalize());
    var mistakes = new ArrayList<Mistake>();
    for (var directory : directories) {
      if (directory.declared != null && directory.real.startsWith(own)) {
        mistakes.add(
            directory.declared.mistake(
                directory.field,
                "is %s, in the state directory %s"
                    .formatted(
                        Quoted.shown(directory.written), Quoted.shown(String.valueOf(state))),
                "a directory outside of it"));
      }
    }
    return mistakes;
  }

  private static List<String> key(Kind kind) {
    return List.of(kind.kind(), kind.name());
  }

  private Stream<Directory> directories(Kind kind, @Nullable Declared declared) {
    return switch (kind) {
      case Application application -> {
        var volumes = application.spec().volumes();
        var found = new ArrayList<Directory>();
        for (int i = 0; i < volumes.size(); i++) {
          found.add(volume(application.name(), volumes.get(i), i, declared));
        }
        yield found.stream();
      }
      case Repository repository ->
          repository.spec().location().directory().stream()
              .map(path ->
                  new Directory(
                      "repository " + Quoted.shown(repository.name()),
                      false,
                      path,
                      places.apply(Path.of(path).normalize()),
                      declared,
                      "spec.location"));
      case Policy _, RestorePoint _, Restore _ -> Stream.empty();
    };
  }

  private Directory volume(
      String application, Volume volume, int index, @Nullable Declared declared) {
    return new Directory(
        "volume %s of application %s"
            .formatted(Quoted.shown(volume.name()), Quoted.shown(application)),
        true,
        volume.path(),
        places.apply(Path.of(volume.path()).normalize()),
        declared,
        "spec.volumes[%d].path".formatted(index));
  }

  private static void compare(Directory one, Directory other, List<Mistake> mistakes) {
    if (!one.isVolume && !other.isVolume) {
      return;
    }
    // Told where something was declared now; of two such, at the later one, or at the volume.
    var tellsOther = other.declared != null && (other.isVolume || one.declared == null);
    var told = tellsOther ? other : one;
    var rest = tellsOther ? one : other;
    if (told.declared == null) {
      return;
    }
    relation(told.real, rest.real)
        .forEach(relation ->
            mistakes.add(
                told.declared.mistake(
                    told.field,
                    "is %s, %s %s, the directory of %s"
                        .formatted(
                            Quoted.shown(told.written),
                            relation,
                            Quoted.shown(rest.written),
                            rest.owner),
                    rest.isVolume && told.isVolume
                        ? "directories of which none is in another"
                        : "a repository outside of what is kept in it")));
  }

  /** How the first stands to the second; nothing when they are apart. */
  private static Set<String> relation(Path one, Path other) {
    if (one.equals(other)) {
      return Set.of("the same as");
    }
    if (one.startsWith(other)) {
      return Set.of("inside of");
    }
    return other.startsWith(one) ? Set.of("around") : Set.of();
  }
}
